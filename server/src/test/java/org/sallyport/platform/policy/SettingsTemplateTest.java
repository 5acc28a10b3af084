package org.sallyport.platform.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.yaml.snakeyaml.Yaml;

class SettingsTemplateTest {
  private static final List<String> LINES = SettingsTemplate.text().lines().toList();

  /** The line of each setting below the last heading, as it is without its comment sign. */
  private static Map<String, Object> defaults() {
    int begin = LINES.indexOf("# ---- All settings of Sallyport, with their defaults ----");
    Map<String, Object> settings = new TreeMap<>();
    for (String line : LINES.subList(begin, LINES.size())) {
      if (line.matches("#[a-z].*: .*")) {
        settings.putAll(new Yaml().<Map<String, Object>>load(line.substring(1)));
      }
    }
    return settings;
  }

  @Test
  void everythingIsAComment() {
    assertThat(LINES).allMatch(line -> line.isEmpty() || line.startsWith("#"));
    assertThat(LINES)
        .filteredOn(line -> line.startsWith("# "))
        .allSatisfy(line -> assertThat(line.length()).isLessThan(140));
  }

  @Test
  void everySettingIsThereOnceMore() {
    KnownSettings known = KnownSettings.read(getClass().getClassLoader());
    assertThat(LINES)
        .filteredOn(line -> line.startsWith("#sallyport."))
        .map(line -> line.replaceAll("^#|:.*", ""))
        .containsAll(known.all().stream().map(KnownSetting::name).toList())
        .allMatch(name -> known.find(name) != null);
  }

  @Test
  void theDefaultsAreUnderstoodWhenTheyAreSet() {
    StandardEnvironment environment = new StandardEnvironment();
    Map<String, Object> defaults = defaults();
    // A directory, an application, an issuer, a network and a route need something that has no
    // default.
    defaults
        .keySet()
        .removeIf(
            name ->
                name.matches(
                    "sallyport\\.(directories|entra-mfa|forward-auth|issuers|mail\\.routes|radius|sms\\.routes)\\..*"));
    assertThat(defaults).hasSizeGreaterThan(60).containsEntry("sallyport.otp.ttl", "20m");
    environment.getPropertySources().addFirst(new MapPropertySource("file", defaults));
    new SettingsCheck().postProcessEnvironment(environment, new SpringApplication());
    assertThat(environment.getProperty("sallyport.otp.ttl")).isEqualTo("20m");
  }
}
