package org.sallyport.platform.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * The settings that count now, as far as the policy names them or they differ from the product's
 * defaults.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class PolicyInForce {
  private final Policy policy;
  private final Environment environment;
  private final SingletonSupplier<KnownSettings> known =
      SingletonSupplier.of(() -> KnownSettings.read(PolicyInForce.class.getClassLoader()));

  /**
   * A setting in force.
   *
   * @param value hidden if it is secret; empty if it has none
   * @param standard the product's default; empty if it has none, or if it is the value
   */
  public record Setting(String name, String value, String standard) {}

  /** The settings in the order of their names. */
  public List<Setting> settings() {
    SettingValues values = new SettingValues(known.obtain(), Binder.get(environment));
    Map<String, Clause> clauses = Policies.read().find(policy.name()).orElseGet(Map::of);
    List<Setting> settings = new ArrayList<>();
    for (KnownSetting setting : values.all()) {
      String standard = Objects.requireNonNullElse(setting.standard(), "");
      String value = values.valueOrStandard(setting);
      boolean differs = !value.equals(standard);
      if (differs || clauses.containsKey(known.obtain().general(setting.name()))) {
        settings.add(new Setting(setting.name(), setting.shown(value), differs ? standard : ""));
      }
    }
    return settings;
  }
}
