package org.sallyport.connect.radius;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sallyport.connect.apikeys.ExaminedKeys;
import org.sallyport.gate.account.groups.ExaminedNames;
import org.sallyport.platform.access.keys.KeyScope;
import org.sallyport.platform.database.ExaminedDatabase;
import org.sallyport.platform.examination.Examination;
import org.sallyport.platform.examination.Examined;
import org.sallyport.platform.examination.Finding;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The networks that are entered by RADIUS: whether the groups of the settings exist, and whether a
 * RADIUS server can ask. The server itself is the operator's, and is not reached from here.
 */
final class RadiusExamination implements Examination {
  private static final String RADIUS = "radius";
  private static final String SETTING = "sallyport.radius";

  /** How long before its end a key is spoken of. */
  private static final Duration SOON = Duration.ofDays(30);

  @Override
  public String subject() {
    return RADIUS;
  }

  @Override
  public List<Finding> examine(Examined examined) {
    return examined
        .named(SETTING, NetworkProperties.class)
        .map(settings -> examine(examined, settings))
        .orElseGet(
            () ->
                List.of(
                    Finding.error(
                        RADIUS, "not tried: the settings " + SETTING + " are not understood")));
  }

  private static List<Finding> examine(Examined examined, Map<String, NetworkProperties> settings) {
    if (settings.isEmpty()) {
      return List.of(Finding.sound(RADIUS, "not used"));
    }
    Instant now = examined.clock().instant();
    return ExaminedDatabase.of(examined)
        .flatMap(database -> database.ask(jdbc -> examine(settings, jdbc, now)))
        .orElseGet(
            () -> List.of(Finding.warning(RADIUS, "not looked at: the database cannot be read")));
  }

  /** What a database has of what the settings need. */
  static List<Finding> examine(
      Map<String, NetworkProperties> settings, JdbcClient jdbc, Instant now) {
    return findings(settings, read(settings, jdbc, now), now);
  }

  /**
   * What the database has.
   *
   * @param names what is wrong with the names of groups
   */
  private record Stored(List<String> names, ExaminedKeys keys) {}

  private static Stored read(
      Map<String, NetworkProperties> settings, JdbcClient jdbc, Instant now) {
    List<String> names = ExaminedNames.canBeAsked(jdbc) ? wrongNames(settings, jdbc) : List.of();
    return new Stored(names, ExaminedKeys.of(KeyScope.RADIUS, jdbc, now));
  }

  private static List<String> wrongNames(Map<String, NetworkProperties> settings, JdbcClient jdbc) {
    List<String> wrong = new ArrayList<>();
    settings.forEach(
        (name, network) ->
            ExaminedNames.wrong(jdbc, SETTING + "." + name, network.groups())
                .forEach(it -> wrong.add(SETTING + "." + name + ".groups: " + it)));
    return wrong;
  }

  private static List<Finding> findings(
      Map<String, NetworkProperties> settings, Stored stored, Instant now) {
    List<Finding> findings = new ArrayList<>();
    stored.names().forEach(it -> findings.add(Finding.warning(RADIUS, it)));
    if (stored.keys().until().isEmpty()) {
      findings.add(
          Finding.error(
              RADIUS,
              "no key of the scope radius is valid, so no RADIUS server can ask: make one under"
                  + " Administration > Keys"));
    } else if (stored.keys().until().get().isBefore(now.plus(SOON))) {
      findings.add(
          Finding.warning(
              RADIUS,
              "the last key of the scope radius ends on "
                  + stored.keys().until().get().toString().substring(0, "2026-01-01".length())));
    } else if (!stored.keys().areUsed()) {
      findings.add(Finding.warning(RADIUS, "no RADIUS server has asked yet"));
    }
    return findings.isEmpty()
        ? List.of(Finding.sound(RADIUS, settings.size() + " networks"))
        : findings;
  }
}
