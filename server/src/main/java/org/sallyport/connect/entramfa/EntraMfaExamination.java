package org.sallyport.connect.entramfa;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sallyport.connect.entramfa.settings.TenantProperties;
import org.sallyport.connect.oidc.keys.ExaminedSigningKeys;
import org.sallyport.gate.federation.settings.IssuerProperties;
import org.sallyport.platform.database.ExaminedDatabase;
import org.sallyport.platform.examination.Examination;
import org.sallyport.platform.examination.Examined;
import org.sallyport.platform.examination.Finding;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The tenants of Entra ID that ask for the second factor here: whether each is an issuer of the
 * settings, whose metadata, keys and clock the examination of issuers looks into; whether Microsoft
 * can reach this address; and our own keys and certificates. It says what has to be entered there.
 */
final class EntraMfaExamination implements Examination {
  private static final String SUBJECT = "entra-mfa";
  private static final String SETTING = "sallyport.entra-mfa";

  /** How long before its end a certificate is spoken of. */
  private static final Duration SOON = Duration.ofDays(30);

  @Override
  public String subject() {
    return SUBJECT;
  }

  @Override
  public List<Finding> examine(Examined examined) {
    Optional<Map<String, TenantProperties>> tenants =
        examined.named(SETTING, TenantProperties.class);
    Optional<Map<String, IssuerProperties>> issuers =
        examined.named("sallyport.issuers", IssuerProperties.class);
    if (tenants.isEmpty() || issuers.isEmpty()) {
      return List.of(
          Finding.error(SUBJECT, "not tried: the settings " + SETTING + " are not understood"));
    }
    return tenants.get().isEmpty()
        ? List.of(Finding.sound(SUBJECT, "not used"))
        : examine(tenants.get(), issuers.get(), examined);
  }

  private static List<Finding> examine(
      Map<String, TenantProperties> tenants,
      Map<String, IssuerProperties> issuers,
      Examined examined) {
    List<Finding> findings = new ArrayList<>();
    URI address = examined.publicUrl();
    if (!"https".equals(address.getScheme())) {
      findings.add(
          Finding.error(
              SUBJECT, "sallyport.public-url is " + address + ", and Microsoft needs https"));
    }
    tenants.forEach((name, it) -> check(name, it, issuers, findings));
    findings.addAll(
        ExaminedDatabase.of(examined)
            .flatMap(database -> database.ask(jdbc -> keys(jdbc, examined.clock().instant())))
            .orElseGet(
                () ->
                    List.of(
                        Finding.warning(
                            SUBJECT, "keys not looked at: the database cannot be read"))));
    return findings.isEmpty()
        ? tenants.keySet().stream().map(name -> sound(name, address)).toList()
        : findings;
  }

  private static Finding sound(String name, URI address) {
    URI issuer = address.resolve(Tenant.PATH + "/" + name);
    return Finding.sound(
        SUBJECT,
        name
            + ": discovery endpoint "
            + issuer
            + "/.well-known/openid-configuration, redirect URI of the application "
            + issuer
            + "/authorize");
  }

  private static void check(
      String name,
      TenantProperties tenant,
      Map<String, IssuerProperties> issuers,
      List<Finding> findings) {
    Optional<IssuerProperties> issuer =
        issuers.values().stream()
            .filter(it -> it.identifier().equals(tenant.identifier()))
            .findFirst();
    Tenants.objection(tenant, issuer)
        .ifPresent(it -> findings.add(Finding.error(SUBJECT, name + ": " + it)));
    if (tenant.standIn() != null) {
      findings.add(
          Finding.warning(SUBJECT, name + ": stand-in is set, so Microsoft is not asked at all"));
    }
  }

  /** What is wrong with our own keys; nothing if there is none yet. */
  static List<Finding> keys(JdbcClient jdbc, Instant now) {
    List<ExaminedSigningKeys.Key> keys = ExaminedSigningKeys.of("microsoft", jdbc);
    return keys.stream()
        .filter(it -> !it.signsFrom().isAfter(now))
        .reduce((older, newer) -> newer)
        .map(it -> findings(it, now))
        .orElseGet(
            () ->
                keys.isEmpty()
                    ? List.of()
                    : List.of(
                        Finding.error(
                            SUBJECT, "all keys sign from " + keys.getFirst().signsFrom() + " on")));
  }

  private static List<Finding> findings(ExaminedSigningKeys.Key key, Instant now) {
    X509Certificate certificate = key.certificate();
    if (certificate == null) {
      return List.of(Finding.error(SUBJECT, "the key that signs has no certificate"));
    }
    Instant end = certificate.getNotAfter().toInstant();
    return end.minus(SOON).isBefore(now)
        ? List.of(
            Finding.error(
                SUBJECT,
                "the certificate of the key that signs ends on "
                    + end
                    + ", and no key took over: look for CertifiedKeys in the log"))
        : List.of();
  }
}
