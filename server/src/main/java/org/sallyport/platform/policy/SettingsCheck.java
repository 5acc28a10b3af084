package org.sallyport.platform.policy;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.sallyport.platform.examination.Examination;
import org.sallyport.platform.policy.start.StartRefused;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;

/**
 * Adds the chosen policy's defaults below the operator's settings before the start, and refuses to
 * start with a setting that is unknown, malformed or forbidden by the policy.
 */
final class SettingsCheck implements EnvironmentPostProcessor, Ordered {
  static final String POLICY = "sallyport.policy";

  /** The beginning of the name of the source with a policy's defaults. */
  static final String SOURCE = "policy ";

  private static final String DATABASE = "spring.datasource.url";

  /** Runs after all configuration files have been read. */
  @Override
  public int getOrder() {
    return LOWEST_PRECEDENCE;
  }

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    if (application.getAllSources().contains(Examination.class)) {
      // Nothing is refused: SettingsExamination reports all mistakes.
      addDefaults(environment);
      return;
    }
    checkDatabase(environment.getProperty(DATABASE, ""));
    apply(environment);
  }

  /**
   * Adds the defaults of the policy that the environment chooses, and checks all settings.
   *
   * @throws StartRefused if the server must not start with them
   */
  static KnownSettings apply(ConfigurableEnvironment environment) {
    KnownSettings known = KnownSettings.read(SettingsCheck.class.getClassLoader());
    new SettingNames(known).check(environment);
    String policy = policy(environment);
    Map<String, Clause> clauses = clauses(policy);
    addDefaults(environment);
    SettingValues values = new SettingValues(known, Binder.get(environment));
    values.check();
    new PolicyCheck(policy, known, values).check(clauses);
    return known;
  }

  private static Map<String, Clause> clauses(String policy) {
    Policies policies = Policies.read();
    return policies.find(policy).orElseThrow(() -> new StartRefused(noPolicy(policies, policy)));
  }

  static String policy(Environment environment) {
    return environment.getProperty(POLICY, "given");
  }

  static String noPolicy(Policies policies, String policy) {
    return String.format(
        Locale.ROOT,
        "%s: there is no policy \"%s\", only %s",
        POLICY,
        policy,
        String.join(", ", policies.names()));
  }

  /** Adds the values of the chosen policy, if there is such a policy. */
  private static void addDefaults(ConfigurableEnvironment environment) {
    String policy = policy(environment);
    Policies.read()
        .find(policy)
        .ifPresent(clauses -> environment.getPropertySources().addLast(settings(policy, clauses)));
  }

  /**
   * Accepts PostgreSQL only. The message does not repeat the value, which may contain a password.
   */
  static void checkDatabase(String url) {
    if (!url.isBlank() && !url.startsWith("jdbc:postgresql:")) {
      throw new StartRefused(
          DATABASE
              + ": only PostgreSQL, write for example jdbc:postgresql://db.example:5432/sallyport");
    }
  }

  private static MapPropertySource settings(String policy, Map<String, Clause> clauses) {
    Map<String, Object> settings = new HashMap<>();
    clauses.forEach(
        (name, clause) -> {
          if (clause.is() != null) {
            settings.put(name, clause.is());
          }
        });
    return new MapPropertySource(SOURCE + policy, settings);
  }
}
