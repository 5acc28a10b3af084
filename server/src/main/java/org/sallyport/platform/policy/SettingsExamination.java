package org.sallyport.platform.policy;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sallyport.platform.examination.Examination;
import org.sallyport.platform.examination.Examined;
import org.sallyport.platform.examination.Finding;
import org.sallyport.platform.policy.start.StartRefused;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * The settings: names that nothing reads, in Sallyport's part and in Spring's, and values that are
 * malformed or forbidden by the policy. The first three would refuse a start.
 */
final class SettingsExamination implements Examination {
  private static final String SETTINGS = "settings";
  private static final String ZONE = "sallyport.installation.zone";

  @Override
  public String subject() {
    return SETTINGS;
  }

  @Override
  public boolean isCheap() {
    return true;
  }

  @Override
  public List<Finding> examine(Examined examined) {
    if (!(examined.settings() instanceof ConfigurableEnvironment environment)) {
      throw new IllegalArgumentException("the settings have no sources");
    }
    List<Finding> findings = new ArrayList<>();
    refusals(environment).forEach(line -> findings.add(Finding.error(SETTINGS, line)));
    SpringNames.read()
        .problems(environment)
        .forEach(line -> findings.add(Finding.error(SETTINGS, line)));
    inUtc(environment).ifPresent(findings::add);
    return findings.isEmpty() ? List.of(sound(environment)) : findings;
  }

  /** Servers and containers are often left at UTC, and readers take its times for their own. */
  private static Optional<Finding> inUtc(ConfigurableEnvironment environment) {
    return environment.getProperty(ZONE, "").isBlank()
            && ZoneId.systemDefault().getRules().equals(ZoneOffset.UTC.getRules())
        ? Optional.of(
            Finding.warning(
                SETTINGS, ZONE + " is not set: the times on pages and in messages are in UTC"))
        : Optional.empty();
  }

  private static Finding sound(ConfigurableEnvironment environment) {
    return Finding.sound(
        SETTINGS, "understood; the policy is " + SettingsCheck.policy(environment));
  }

  private static List<String> refusals(ConfigurableEnvironment environment) {
    List<String> lines = new ArrayList<>();
    try {
      SettingsCheck.checkDatabase(environment.getProperty("spring.datasource.url", ""));
    } catch (StartRefused refused) {
      lines.add(String.valueOf(refused.getMessage()));
    }
    KnownSettings known = KnownSettings.read(SettingsExamination.class.getClassLoader());
    lines.addAll(new SettingNames(known).problems(environment));
    lines.addAll(malformedOrForbidden(environment, known));
    return lines;
  }

  /** The policy is compared only with values that are well-formed. */
  private static List<String> malformedOrForbidden(
      ConfigurableEnvironment environment, KnownSettings known) {
    SettingValues values = new SettingValues(known, Binder.get(environment));
    List<String> malformed = values.problems();
    return malformed.isEmpty() ? forbidden(environment, known, values) : malformed;
  }

  private static List<String> forbidden(
      ConfigurableEnvironment environment, KnownSettings known, SettingValues values) {
    Policies policies = Policies.read();
    String policy = SettingsCheck.policy(environment);
    Optional<Map<String, Clause>> clauses = policies.find(policy);
    return clauses
        .map(it -> new PolicyCheck(policy, known, values).problems(it))
        .orElseGet(() -> List.of(SettingsCheck.noPolicy(policies, policy)));
  }
}
