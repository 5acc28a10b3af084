package org.sallyport.platform.installation;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Name, address and help desk of this installation, for pages and messages. */
@Component
public class Installation {
  private final URI publicUrl;
  private final InstallationProperties.Details details;

  Installation(InstallationProperties properties) {
    this.publicUrl = properties.publicUrl();
    this.details = properties.installation();
  }

  public String name() {
    return details.name();
  }

  /** Scheme, host and port as browsers see them, never taken from a request. */
  public URI publicUrl() {
    return publicUrl;
  }

  /** The host of the public address, for example "portal.lindenmoor.example". */
  public String host() {
    return publicUrl.getHost();
  }

  /**
   * Whether a request for that host is addressed to this installation.
   *
   * @param host as the request names it, without a port
   */
  public boolean isAt(String host) {
    return host.equalsIgnoreCase(host()) || (Loopback.is(host()) && Loopback.is(host));
  }

  /**
   * The public address of a page.
   *
   * @param path begins with a slash
   */
  public URI address(String path) {
    return publicUrl.resolve(path);
  }

  /** The time zone of times on pages and in messages. */
  public ZoneId zone() {
    ZoneId zone = details.zone();
    return zone == null ? ZoneId.systemDefault() : zone;
  }

  /** The day of that moment in the installation's time zone. */
  public LocalDate dayOf(Instant at) {
    return LocalDate.ofInstant(at, zone());
  }

  /** Who helps, in words, in the language of this thread where that is set; null if not set. */
  public @Nullable String help() {
    return details.helpForReader();
  }

  /** The desk's number in the house, in the language of this thread where that is set. */
  public @Nullable String deskPhone() {
    return details.deskPhoneForReader();
  }

  /** The desk's number as it is dialled from outside, for example "+32 9 555 55 40". */
  public @Nullable String deskPhoneOutside() {
    return details.deskPhoneOutside();
  }

  /** The postal address; null if not set. */
  public @Nullable String place() {
    return details.address();
  }

  public @Nullable String deskEmail() {
    return details.deskEmail();
  }

  /** When the desk is there, in the language of this thread where that is set. */
  public @Nullable String deskHours() {
    return details.deskHoursForReader();
  }
}
