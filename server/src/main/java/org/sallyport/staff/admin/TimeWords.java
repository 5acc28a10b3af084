package org.sallyport.staff.admin;

import java.time.Instant;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.messages.DateFormats;
import org.springframework.stereotype.Component;

/** Formats times for the command line, in the installation's time zone. */
@Component
public class TimeWords {
  private final DateFormats format;

  TimeWords(Installation installation) {
    format = DateFormats.of("common.format.date-time").withZone(installation.zone());
  }

  public String words(Instant at) {
    return format.format(at);
  }
}
