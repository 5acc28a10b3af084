package org.sallyport.platform.policy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.policy.start.StartRefused;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.stereotype.Component;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Compares the settings in force with those of a changed file. The file is read and checked as at a
 * start: environment variables and the command line count before it, the chosen policy after it.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class PolicyPreview {
  private final ConfigurableEnvironment environment;

  /**
   * A setting with another value.
   *
   * @param from empty if it has none, as for the new value
   */
  public record Change(String name, String from, String to) {}

  /** What a changed file would do. */
  public sealed interface Result {
    record Changes(List<Change> changes) implements Result {}

    /**
     * The server would not start with it.
     *
     * @param line for the operator
     */
    record InvalidFile(String line) implements Result {}
  }

  /**
   * The changes by a file, or by some lines of one.
   *
   * @param yaml its text
   */
  public Result of(String yaml) {
    try {
      StandardEnvironment next = next(yaml);
      KnownSettings known = SettingsCheck.apply(next);
      return new Result.Changes(changes(known, Binder.get(next)));
    } catch (StartRefused refused) {
      return new Result.InvalidFile(String.valueOf(refused.getMessage()));
    } catch (YAMLException | IllegalStateException | IOException e) {
      return new Result.InvalidFile("the text is not YAML");
    }
  }

  private List<Change> changes(KnownSettings known, Binder next) {
    SettingValues before = new SettingValues(known, Binder.get(environment));
    SettingValues after = new SettingValues(known, next);
    return Stream.concat(before.all().stream(), after.all().stream())
        .distinct()
        .flatMap(it -> change(it, before, after).stream())
        .toList();
  }

  private static Optional<Change> change(
      KnownSetting setting, SettingValues before, SettingValues after) {
    String from = before.valueOrStandard(setting);
    String to = after.valueOrStandard(setting);
    return from.equals(to)
        ? Optional.empty()
        : Optional.of(new Change(setting.name(), setting.shown(from), setting.shown(to)));
  }

  /** The present environment with the text in place of the files, without the present policy. */
  private StandardEnvironment next(String yaml) throws IOException {
    StandardEnvironment next = new StandardEnvironment();
    ConfigurationPropertySources.attach(next);
    MutablePropertySources sources = next.getPropertySources();
    addPresent(sources);
    ByteArrayResource text = new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8));
    for (PropertySource<?> typed : new YamlPropertySourceLoader().load("changed file", text)) {
      sources.addAfter(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, typed);
    }
    return next;
  }

  /** Adds the present sources, without those that are there already and the present policy. */
  private void addPresent(MutablePropertySources sources) {
    for (PropertySource<?> source : environment.getPropertySources()) {
      boolean standard = sources.contains(source.getName());
      if (!standard && !source.getName().startsWith(SettingsCheck.SOURCE)) {
        sources.addLast(source);
      }
    }
  }
}
