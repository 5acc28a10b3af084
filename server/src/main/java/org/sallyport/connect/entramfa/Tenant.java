package org.sallyport.connect.entramfa;

import org.sallyport.connect.entramfa.settings.TenantProperties;
import org.sallyport.gate.federation.protocol.Issuer;

/**
 * A tenant of the settings.
 *
 * @param name in the settings and in addresses
 * @param issuer the tenant's, whose keys sign its tokens and to whose people accounts belong
 */
public record Tenant(String name, TenantProperties properties, Issuer issuer) {
  /** Below it, the name of a tenant. */
  public static final String PATH = "/entra-mfa";

  /** Where it finds what this server says of itself, and asks. */
  public String path() {
    return PATH + "/" + name;
  }

  /** Its name on pages. */
  public String title() {
    return issuer.title();
  }
}
