package org.sallyport.gate.federation;

import java.util.HashMap;
import java.util.Map;
import org.sallyport.testing.issuer.TestIssuer;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Connects an application to issuers of the tests, each with other settings. */
final class OnIssuers implements ApplicationContextInitializer<ConfigurableApplicationContext> {
  /** Accounts are linked by hand; its second factor never counts. */
  static final TestIssuer HOSPITAL = new TestIssuer("hospital");

  /** Makes accounts at the first sign-in; its second factor counts if it says so. */
  static final TestIssuer REGION = new TestIssuer("region");

  /** Attacks spoil what is cached of it. */
  static final TestIssuer HOSTILE = new TestIssuer("hostile");

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    Map<String, Object> settings = new HashMap<>(HOSPITAL.settings());
    settings.putAll(
        REGION.settings(
            "create", "sign-in",
            "take-email", "true",
            "second-factor", "amr=mfa, acr=https://refeds.org/profile/mfa",
            "acr-values", "https://refeds.org/profile/mfa"));
    settings.putAll(HOSTILE.settings());
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(new MapPropertySource("issuers", settings));
  }
}
