package org.sallyport.platform.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.policy.start.StartRefused;

/** Checks the settings against the constraints of the chosen policy. */
@RequiredArgsConstructor
final class PolicyCheck {
  private final String policy;
  private final KnownSettings known;
  private final SettingValues values;

  void check(Map<String, Clause> clauses) {
    clauses.forEach(this::check);
  }

  /** One line for each setting that the policy does not allow. */
  List<String> problems(Map<String, Clause> clauses) {
    List<String> problems = new ArrayList<>();
    clauses.forEach(
        (name, clause) -> {
          for (KnownSetting setting : settings(name)) {
            try {
              check(setting, clause);
            } catch (StartRefused refused) {
              problems.add(String.valueOf(refused.getMessage()));
            }
          }
        });
    return problems;
  }

  private void check(String name, Clause clause) {
    settings(name).forEach(setting -> check(setting, clause));
  }

  /** The setting, or that of each entry of its map. */
  private List<KnownSetting> settings(String name) {
    return values.each(Objects.requireNonNull(known.find(name), name));
  }

  private void check(KnownSetting setting, Clause clause) {
    String value = valueOrStandard(setting);
    if (clause.needed() != null && (value == null || value.isBlank())) {
      throw new StartRefused(setting.name() + ": the policy " + policy + " needs this setting");
    }
    if (value == null) {
      return;
    }
    checkRange(setting, value, clause);
    checkOnly(setting, value, clause.only());
    checkNever(setting, value, clause.never());
    checkNeeded(setting, value, clause.aboveZeroNeeds());
  }

  private @Nullable String valueOrStandard(KnownSetting setting) {
    String value = values.value(setting);
    return value != null ? value : setting.standard();
  }

  private void checkRange(KnownSetting setting, String value, Clause clause) {
    if (clause.atMost() != null && amount(setting, value) > amount(setting, clause.atMost())) {
      throw refused(setting, value, "at most " + clause.atMost());
    }
    if (clause.atLeast() != null && amount(setting, value) < amount(setting, clause.atLeast())) {
      throw refused(setting, value, "at least " + clause.atLeast());
    }
  }

  private void checkOnly(KnownSetting setting, String value, @Nullable String only) {
    if (only != null
        && Arrays.stream(only.split(Clause.OR, -1)).noneMatch(value::equalsIgnoreCase)) {
      throw refused(setting, value, inWords(only));
    }
  }

  private static String inWords(String only) {
    return Arrays.stream(only.split(Clause.OR, -1))
        .map(it -> it.isEmpty() ? "none" : "only " + it)
        .collect(Collectors.joining(" or "));
  }

  private void checkNever(KnownSetting setting, String value, @Nullable String never) {
    if (never != null && value.strip().equalsIgnoreCase(never)) {
      throw refused(setting, value, "anything but " + never);
    }
  }

  private void checkNeeded(KnownSetting setting, String value, @Nullable String needed) {
    if (needed != null && amount(setting, value) > 0 && isMissing(needed)) {
      throw refused(setting, value, "more than 0 only together with " + needed);
    }
  }

  private boolean isMissing(String name) {
    @Nullable String value = values.value(Objects.requireNonNull(known.find(name), name));
    return value == null || value.isBlank();
  }

  private static long amount(KnownSetting setting, String value) {
    return Amount.of(setting, value);
  }

  private StartRefused refused(KnownSetting setting, String value, String allowed) {
    return new StartRefused(
        String.format(
            Locale.ROOT,
            "%s: %s is not allowed by the policy %s, which takes %s",
            setting.name(),
            value,
            policy,
            allowed));
  }
}
