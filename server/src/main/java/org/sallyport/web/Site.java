package org.sallyport.web;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sallyport.installation.Installation;

/**
 * The installation as templates read it.
 *
 * @param zoneName short name of the time zone of all displayed times, for example "CET"
 */
public record Site(
    String name,
    String host,
    @Nullable String help,
    @Nullable String deskPhone,
    @Nullable String deskEmail,
    @Nullable String deskHours,
    String zoneName) {
  static Site of(Installation installation) {
    return new Site(
        installation.name(),
        installation.host(),
        installation.help(),
        installation.deskPhone(),
        installation.deskEmail(),
        installation.deskHours(),
        DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH)
            .format(Instant.EPOCH.atZone(installation.zone())));
  }
}
