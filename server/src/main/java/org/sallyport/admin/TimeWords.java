package org.sallyport.admin;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.sallyport.installation.Installation;
import org.springframework.stereotype.Component;

/** Formats times for the command line, in the installation's time zone. */
@Component
class TimeWords {
  private final DateTimeFormatter format;

  TimeWords(Installation installation) {
    format =
        DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm zzz", Locale.ENGLISH)
            .withZone(installation.zone());
  }

  String words(Instant at) {
    return format.format(at);
  }
}
