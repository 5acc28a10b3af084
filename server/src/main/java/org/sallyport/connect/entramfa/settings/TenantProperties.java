package org.sallyport.connect.entramfa.settings;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.installation.Loopback;
import org.sallyport.platform.policy.NamedSettings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A tenant of Microsoft Entra ID that asks for the second factor here (external MFA).
 *
 * @param tenantId the tenant's id. The same tenant has to be one of sallyport.issuers, of the kind
 *     entra, which says which account a person has
 * @param cloud the cloud of the tenant: global, us-government or china
 * @param clientId the client ID that you give to Microsoft with the external method, a text of your
 *     choice
 * @param applicationId the id of the application in Entra ID that stands for this method (App ID).
 *     It is not the one with which people sign in here
 * @param factorMaxAge how long ago the second factor may have been given in an open session of the
 *     same browser, so that a click confirms it; with 0 it is always asked for anew
 * @param standIn an address on this same machine in place of Microsoft's, to try the connection
 *     without Microsoft
 */
@NamedSettings
@ConfigurationProperties("sallyport.entra-mfa.name")
public record TenantProperties(
    @Nullable UUID tenantId,
    @DefaultValue("global") Cloud cloud,
    @Nullable String clientId,
    @Nullable UUID applicationId,
    @DefaultValue("0s") Duration factorMaxAge,
    @Nullable URI standIn) {
  private static final String REDIRECT = "/common/federation/externalauthprovider";
  private static final Duration LONGEST = Duration.ofHours(1);

  public TenantProperties {
    need("tenant-id", tenantId);
    need("client-id", clientId == null || clientId.isBlank() ? null : clientId);
    need("application-id", applicationId);
    if (factorMaxAge.isNegative() || factorMaxAge.compareTo(LONGEST) > 0) {
      throw refused("factor-max-age: at most 1h");
    }
    if (standIn != null && !(standIn.getHost() != null && Loopback.is(standIn.getHost()))) {
      throw refused("stand-in: " + standIn + " must be on this same machine");
    }
  }

  private static void need(String name, @Nullable Object value) {
    if (value == null) {
      throw refused(name + " must be set");
    }
  }

  private static IllegalArgumentException refused(String words) {
    return new IllegalArgumentException("sallyport.entra-mfa: " + words);
  }

  private URI microsoft() {
    return Objects.requireNonNullElse(standIn, cloud.address());
  }

  /** The tenant's issuer identifier. */
  public String identifier() {
    return microsoft() + "/" + tenantId + "/v2.0";
  }

  /** The only address to which an answer is sent. */
  public URI redirectAddress() {
    return URI.create(microsoft() + REDIRECT);
  }

  /** The id by which Microsoft asks, and for which our tokens are. */
  public String client() {
    return String.valueOf(clientId);
  }

  /** The id for which Microsoft's tokens are. */
  public String application() {
    return String.valueOf(applicationId);
  }

  /** Whether the subject of a person is one of this tenant. */
  public boolean has(String subject) {
    int slash = subject.lastIndexOf('/');
    return slash > 0 && subject.substring(0, slash).equals(String.valueOf(tenantId));
  }
}
