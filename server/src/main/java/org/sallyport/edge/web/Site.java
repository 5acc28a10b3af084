package org.sallyport.edge.web;

import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.messages.DateFormats;

/**
 * The installation as templates read it.
 *
 * @param address of the portal: host, and port if there is one, for example "portal.example:8443"
 * @param place postal address
 * @param zone the time zone of all displayed times
 */
public record Site(
    String name,
    String address,
    @Nullable String place,
    @Nullable String help,
    @Nullable String deskPhone,
    @Nullable String deskPhoneOutside,
    @Nullable String deskEmail,
    @Nullable String deskHours,
    ZoneId zone) {
  private static final DateFormats ZONE_NAME = DateFormats.of("common.format.zone");

  static Site of(Installation installation) {
    return new Site(
        installation.name(),
        installation.publicUrl().getAuthority(),
        installation.place(),
        installation.help(),
        installation.deskPhone(),
        installation.deskPhoneOutside(),
        installation.deskEmail(),
        installation.deskHours(),
        installation.zone());
  }

  /** The short name of the time zone, for example "CET". */
  public String getZoneName() {
    return ZONE_NAME.format(Instant.EPOCH.atZone(zone));
  }

  /** The address that dials the number for callers from outside; null if there is none. */
  public @Nullable String dialled() {
    return deskPhoneOutside == null
        ? null
        : "tel:" + deskPhoneOutside.replaceAll("\\(0\\)|[^+0-9]", "");
  }

  /** Whether anybody can be asked. */
  public boolean isHelped() {
    return help != null || deskPhone != null || deskPhoneOutside != null || deskEmail != null;
  }
}
