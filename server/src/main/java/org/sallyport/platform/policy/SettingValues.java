package org.sallyport.platform.policy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.policy.start.StartRefused;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.util.ClassUtils;

/**
 * Validates the configured values before the start: units, ranges, and the checks of the modules'
 * property classes.
 */
@RequiredArgsConstructor
final class SettingValues {
  private static final Pattern BARE_NUMBER = Pattern.compile("[+-]?\\d+");

  /** Settings that may be 0, which turns the feature off; all others must be greater than 0. */
  private static final Set<String> MAY_BE_ZERO =
      Set.of(
          "sallyport.remember.duration",
          "sallyport.shutdown.drain",
          "sallyport.studies.recheck",
          "sallyport.totp.backward-steps",
          "sallyport.totp.forward-steps",
          "sallyport.account-recovery.email-code-delay",
          "sallyport.imports.contact-delay",
          "sallyport.imports.page-passwords");

  private final KnownSettings known;
  private final Binder binder;

  /** Throws for the first value that is not allowed. */
  void check() {
    checks().forEach(Runnable::run);
  }

  /** One line for each value that is not allowed. */
  List<String> problems() {
    Set<String> problems = new LinkedHashSet<>();
    for (Runnable check : checks()) {
      try {
        check.run();
      } catch (StartRefused refused) {
        problems.add(String.valueOf(refused.getMessage()));
      }
    }
    return List.copyOf(problems);
  }

  private List<Runnable> checks() {
    List<Runnable> checks = new ArrayList<>();
    all().forEach(setting -> checks.add(() -> checkValue(setting)));
    known.groups().forEach(group -> checks.add(() -> check(group)));
    return checks;
  }

  /** Every setting; those of a map once for each of its entries, by their full names. */
  List<KnownSetting> all() {
    return known.all().stream().flatMap(setting -> each(setting).stream()).toList();
  }

  /** That setting; of a map, that of each of its entries, by their full names. */
  List<KnownSetting> each(KnownSetting setting) {
    return known
        .mapOf(setting.name())
        .map(map -> entries(map).stream().map(entry -> setting.ofEntry(map, entry)).toList())
        .orElseGet(() -> List.of(setting));
  }

  private Set<String> entries(String map) {
    return binder
        .bind(map, Bindable.mapOf(String.class, Object.class))
        .map(it -> (Set<String>) new TreeSet<>(it.keySet()))
        .orElseGet(Set::of);
  }

  private void checkValue(KnownSetting setting) {
    try {
      String value = value(setting);
      if (value != null) {
        check(setting, value);
      }
    } catch (BindException e) {
      throw new StartRefused(line(e), e);
    }
  }

  /**
   * The configured value, several joined by commas; null if neither the operator nor the policy
   * sets it.
   */
  @Nullable String value(KnownSetting setting) {
    return setting.isSeveral()
        ? binder
            .bind(setting.name(), Bindable.listOf(String.class))
            .map(values -> String.join(", ", values))
            .orElse(null)
        : binder.bind(setting.name(), String.class).orElse(null);
  }

  /** The value that counts: the configured one, or the product's default; empty if none. */
  String valueOrStandard(KnownSetting setting) {
    String value = value(setting);
    return value != null ? value : Objects.requireNonNullElse(setting.standard(), "");
  }

  private void check(KnownSetting setting, String value) {
    boolean measured = setting.isDuration() || setting.isSize();
    if (measured) {
      checkUnit(setting, value);
    }
    if (measured || setting.isWholeNumber()) {
      checkAmount(setting, value);
    }
  }

  private static void checkUnit(KnownSetting setting, String value) {
    String bare = value.strip();
    if (BARE_NUMBER.matcher(bare).matches() && !bare.equals("0")) {
      throw new StartRefused(
          String.format(
              Locale.ROOT,
              "%s: %s has no unit, write for example %s",
              setting.name(),
              value,
              setting.isDuration() ? "20m or 30d" : "19MB"));
    }
  }

  private static void checkAmount(KnownSetting setting, String value) {
    long amount = Amount.of(setting, value);
    boolean mayBeZero = MAY_BE_ZERO.contains(setting.name());
    if (amount < 0 || (amount == 0 && !mayBeZero)) {
      throw new StartRefused(
          String.format(
              Locale.ROOT,
              "%s: %s is too small, it must %s",
              setting.name(),
              value,
              mayBeZero ? "not be negative" : "be greater than 0"));
    }
  }

  private void check(KnownSettings.Group group) {
    try {
      binder.bindOrCreate(group.prefix(), Bindable.of(ClassUtils.forName(group.type(), null)));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    } catch (BindException e) {
      throw new StartRefused(line(e), e);
    }
  }

  private String line(BindException refused) {
    String words = null;
    for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
      String message = cause.getMessage();
      words = message != null && message.startsWith("sallyport.") ? message : words;
    }
    return words != null ? words : notUnderstood(refused);
  }

  private String notUnderstood(BindException refused) {
    String name = refused.getName().toString();
    KnownSetting setting = known.find(name.replaceAll("\\[\\d+]", ""));
    ConfigurationProperty property = refused.getProperty();
    Object value = property == null ? null : property.getValue();
    return setting == null || value == null || setting.isSecret()
        ? name + ": this value is not understood"
        : String.format(Locale.ROOT, "%s: \"%s\" is no %s", name, value, expected(setting));
  }

  private static String expected(KnownSetting setting) {
    String type = setting.type().replaceAll(".*<|>", "");
    Class<?> loaded = ClassUtils.resolveClassName(type, null);
    if (loaded.isEnum()) {
      return "one of " + names(loaded.getEnumConstants());
    }
    return switch (loaded.getSimpleName()) {
      case "Duration" -> "duration, write for example 20m or 30d";
      case "DataSize" -> "size, write for example 19MB";
      case "Integer", "Long" -> "whole number";
      case "Boolean" -> "true or false";
      case "Double" -> "number, write for example 0.1";
      case "URI" -> "valid URL, write for example https://portal.example";
      case "ZoneId" -> "time zone, write for example Europe/Brussels";
      default -> loaded.getSimpleName();
    };
  }

  private static String names(Object[] constants) {
    StringBuilder names = new StringBuilder();
    for (Object constant : constants) {
      String name = constant.toString().toLowerCase(Locale.ROOT).replace('_', '-');
      names.append(names.isEmpty() ? "" : ", ").append(name);
    }
    return names.toString();
  }
}
