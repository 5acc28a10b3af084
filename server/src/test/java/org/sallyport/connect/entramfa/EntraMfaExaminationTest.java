package org.sallyport.connect.entramfa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.connect.entramfa.OnTenants.HOSPITAL;
import static org.sallyport.connect.entramfa.OnTenants.OTHER;

import com.nimbusds.jose.jwk.JWK;
import java.text.ParseException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sallyport.connect.entramfa.settings.TenantProperties;
import org.sallyport.connect.oidc.keys.CertifiedKeys;
import org.sallyport.gate.federation.settings.IssuerProperties;
import org.sallyport.platform.examination.Examined;
import org.sallyport.platform.examination.Finding;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TestSettings;
import org.sallyport.testing.TurnableClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;

/** What {@code sallyport doctor} says of tenants, and with what the start is refused. */
@SallyportTest
@ContextConfiguration(initializers = {TestSettings.class, OnTenants.class})
class EntraMfaExaminationTest {
  @Autowired JdbcClient jdbc;
  @Autowired CertifiedKeys keys;
  @Autowired TurnableClock clock;

  private List<String> found(Map<String, Object> settings) {
    StandardEnvironment environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(new MapPropertySource("file", settings));
    return new EntraMfaExamination()
        .examine(new Examined(environment, clock)).stream().map(Finding::text).toList();
  }

  private static Map<String, Object> with(String setting, String value) {
    Map<String, Object> settings = new HashMap<>(HOSPITAL.settings());
    settings.put("sallyport.public-url", "https://portal.example");
    settings.put(setting, value);
    return settings;
  }

  @Test
  void whatIsNotUsedOrNotUnderstoodIsSaid() {
    assertThat(found(Map.of())).containsExactly("not used");
    assertThat(found(Map.of("sallyport.entra-mfa.x.cloud", "moon")))
        .containsExactly("not tried: the settings sallyport.entra-mfa are not understood");
  }

  @Test
  void aTenantNeedsItsIssuerAndAnAddressThatMicrosoftReaches() {
    assertThat(found(HOSPITAL.settings()))
        .anyMatch(it -> it.contains("Microsoft needs https"))
        .anyMatch(it -> it.contains("stand-in is set"));
    assertThat(found(with("sallyport.issuers.hospital.issuer", OTHER.issuer.url)))
        .anyMatch(it -> it.startsWith("hospital: sallyport.issuers must have the issuer http"));
    assertThat(found(with("sallyport.issuers.hospital.kind", "standard")))
        .contains("hospital: the kind of its issuer must be entra");
    assertThat(found(with("sallyport.issuers.hospital.algorithms", "PS256")))
        .contains("hospital: the algorithms of its issuer must have RS256");
    assertThat(
            found(with("sallyport.issuers.hospital.client-id", HOSPITAL.applicationId.toString())))
        .contains("hospital: application-id must not be the client-id of its issuer");
  }

  @Test
  void theStartIsRefusedByTheSameObjections() {
    TenantProperties tenant =
        new TenantProperties(
            HOSPITAL.tenantId,
            org.sallyport.connect.entramfa.settings.Cloud.GLOBAL,
            "x",
            HOSPITAL.applicationId,
            Duration.ZERO,
            null);
    assertThat(Tenants.objection(tenant, Optional.<IssuerProperties>empty()))
        .hasValue(
            "sallyport.issuers must have the issuer https://login.microsoftonline.com/"
                + HOSPITAL.tenantId
                + "/v2.0");
    assertThat(tenant.redirectAddress())
        .hasToString("https://login.microsoftonline.com/common/federation/externalauthprovider");
  }

  @Test
  void aCertificateThatEndsSoonIsFound() throws ParseException {
    assertThat(JWK.parse(keys.published().getKeys().getFirst().toJSONString()).getX509CertChain())
        .hasSize(1);
    assertThat(EntraMfaExamination.keys(jdbc, clock.instant())).isEmpty();
    assertThat(EntraMfaExamination.keys(jdbc, clock.instant().plus(Duration.ofDays(400))))
        .singleElement()
        .asString()
        .contains("ends on", "CertifiedKeys");
    assertThat(EntraMfaExamination.keys(jdbc, clock.instant().minus(Duration.ofDays(9000))))
        .singleElement()
        .asString()
        .contains("all keys sign from");
  }
}
