package org.sallyport.connect.entramfa;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.sallyport.connect.entramfa.settings.TenantProperties;
import org.sallyport.gate.federation.Issuers;
import org.sallyport.gate.federation.protocol.Issuer;
import org.sallyport.gate.federation.settings.IssuerKind;
import org.sallyport.gate.federation.settings.IssuerProperties;
import org.sallyport.platform.policy.start.StartRefused;
import org.springframework.stereotype.Component;

/** The tenants of the settings. */
@Component
public class Tenants {
  /** It stands in addresses. */
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

  private final Map<String, Tenant> tenants = new TreeMap<>();

  Tenants(EntraMfaProperties properties, Issuers issuers) {
    properties
        .entraMfa()
        .forEach((name, it) -> tenants.put(name, new Tenant(name, it, issuer(name, it, issuers))));
  }

  private static Issuer issuer(String name, TenantProperties properties, Issuers issuers) {
    if (!NAME.matcher(name).matches()) {
      throw refused(name, "the name may have small letters, digits and hyphens");
    }
    Optional<Issuer> issuer = issuers.withIdentifier(properties.identifier());
    objection(properties, issuer.map(Issuer::properties))
        .ifPresent(
            it -> {
              throw refused(name, it);
            });
    return issuer.orElseThrow();
  }

  /**
   * Why a tenant cannot be used with the issuer of its people; empty if it can.
   *
   * @param issuer the one with the tenant's identifier; empty if the settings have none
   */
  static Optional<String> objection(TenantProperties tenant, Optional<IssuerProperties> issuer) {
    if (issuer.isEmpty()) {
      return Optional.of("sallyport.issuers must have the issuer " + tenant.identifier());
    }
    if (issuer.get().kind() != IssuerKind.ENTRA) {
      return Optional.of("the kind of its issuer must be entra");
    }
    if (!issuer.get().algorithms().contains("RS256")) {
      return Optional.of("the algorithms of its issuer must have RS256");
    }
    return issuer.get().client().equals(tenant.application())
        ? Optional.of("application-id must not be the client-id of its issuer")
        : Optional.empty();
  }

  private static StartRefused refused(String name, String words) {
    return new StartRefused("sallyport.entra-mfa." + name + ": " + words);
  }

  /** Empty if the settings do not have it. */
  public Optional<Tenant> find(String name) {
    return Optional.ofNullable(tenants.get(name));
  }
}
