package org.sallyport.connect.entramfa;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.sallyport.testing.issuer.TestEntra;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Connects an application to two tenants of Microsoft, of which one is the attacker's. */
final class OnTenants implements ApplicationContextInitializer<ConfigurableApplicationContext> {
  static final int MOST_REFUSALS = 10_000;
  static final TestEntra HOSPITAL = new TestEntra("hospital");

  /** Lets a session confirm whose second factor is fresh. */
  static final TestEntra OTHER = new TestEntra("other");

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    Map<String, Object> settings = new HashMap<>(HOSPITAL.settings());
    settings.put("sallyport.federation.refusals-per-hour", MOST_REFUSALS);
    settings.putAll(OTHER.settings("factor-max-age", "10m"));
    Objects.requireNonNull(context)
        .getEnvironment()
        .getPropertySources()
        .addFirst(new MapPropertySource("tenants", settings));
  }
}
