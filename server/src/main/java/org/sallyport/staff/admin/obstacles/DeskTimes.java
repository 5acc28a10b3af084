package org.sallyport.staff.admin.obstacles;

import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.messages.DateFormats;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;

/** Times within the sentences of the help desk, in the installation's time zone. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class DeskTimes {
  private static final DateFormats TIME = DateFormats.of("common.format.time");
  private static final DateFormats DAY = DateFormats.of("common.format.day");

  private final Installation installation;
  private final Clock clock;

  /** For example "at 10:42", or on another day "on 26 Nov at 10:42". */
  public String at(Instant moment) {
    return isToday(moment)
        ? Messages.text("desk.time.at", TIME.format(local(moment)))
        : Messages.text("desk.time.on", DAY.format(local(moment)), TIME.format(local(moment)));
  }

  /** After "since" and "until": for example "10:42", or on another day "26 Nov, 10:42". */
  public String point(Instant moment) {
    return isToday(moment)
        ? TIME.format(local(moment))
        : Messages.text("desk.time.point", DAY.format(local(moment)), TIME.format(local(moment)));
  }

  /** The local time. */
  public ZonedDateTime local(Instant moment) {
    return moment.atZone(installation.zone());
  }

  private boolean isToday(Instant moment) {
    return local(moment).toLocalDate().equals(local(clock.instant()).toLocalDate());
  }
}
