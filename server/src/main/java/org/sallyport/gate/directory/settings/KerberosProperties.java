package org.sallyport.gate.directory.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.installation.AddressRange;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Sign-ins with Kerberos tickets of the directory's domain (RFC 4120, RFC 4559).
 *
 * @param principal the portal's service principal with its realm, for example
 *     HTTP/portal.hosp.example@HOSP.EXAMPLE
 * @param keytabFile the file with the keys of that principal, which no other user of this machine
 *     may read
 * @param realm the realm whose people are this directory's; that of the principal if not set
 * @param networks the networks, as prefixes (CIDR), whose browsers may sign in with a ticket, for
 *     example 10.20.0.0/16
 * @param requestsPerHour tickets that are checked for one address in an hour
 */
public record KerberosProperties(
    @Nullable String principal,
    @Nullable Path keytabFile,
    @Nullable String realm,
    @DefaultValue List<String> networks,
    @DefaultValue("3000") int requestsPerHour) {
  private static final Pattern PRINCIPAL = Pattern.compile("HTTP/[^/@\\s]+@[^/@\\s]+");

  public KerberosProperties {
    if (principal == null || !PRINCIPAL.matcher(principal).matches()) {
      throw refused("principal must be HTTP/HOST@REALM");
    }
    if (keytabFile == null) {
      throw refused("keytab-file must be set");
    }
    if (networks.isEmpty()) {
      throw refused("networks must name at least one network");
    }
    for (String network : networks) {
      if (AddressRange.of(network).isEmpty()) {
        throw refused("networks: \"" + network + "\" is no network, such as 10.20.0.0/16");
      }
    }
    if (requestsPerHour < 1) {
      throw refused("requests-per-hour must be at least 1");
    }
  }

  private static IllegalArgumentException refused(String words) {
    return new IllegalArgumentException("sallyport.directories: kerberos." + words);
  }

  /** The service principal. */
  public String service() {
    return String.valueOf(principal);
  }

  /** The file with its keys. */
  public Path keytab() {
    return Optional.ofNullable(keytabFile).orElseThrow();
  }

  /** The host in the service principal, in lower case. */
  public String host() {
    return service()
        .substring(service().indexOf('/') + 1, service().indexOf('@'))
        .toLowerCase(Locale.ROOT);
  }

  /** The realm of the directory's people. */
  public String realmOfPeople() {
    return realm == null ? service().substring(service().indexOf('@') + 1) : realm;
  }

  /** Whether a browser at this address may sign in with a ticket. */
  public boolean isOfferedTo(String address) {
    return networks.stream()
        .flatMap(network -> AddressRange.of(network).stream())
        .anyMatch(range -> range.has(address));
  }
}
