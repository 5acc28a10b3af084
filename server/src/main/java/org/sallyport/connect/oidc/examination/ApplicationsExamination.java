package org.sallyport.connect.oidc.examination;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sallyport.connect.oidc.OidcProperties;
import org.sallyport.gate.account.groups.ExaminedNames;
import org.sallyport.platform.database.ExaminedDatabase;
import org.sallyport.platform.examination.Examination;
import org.sallyport.platform.examination.Examined;
import org.sallyport.platform.examination.Finding;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The OpenID provider: the addresses and the groups of each application, the metadata that
 * applications read at the public address, and the keys that sign ID tokens.
 */
final class ApplicationsExamination implements Examination {
  static final String APPLICATIONS = "applications";

  @Override
  public String subject() {
    return APPLICATIONS;
  }

  @Override
  public List<Finding> examine(Examined examined) {
    Optional<Stored> stored =
        ExaminedDatabase.of(examined)
            .flatMap(database -> database.ask(ApplicationsExamination::read));
    if (stored.isEmpty() || stored.get().applications().isEmpty()) {
      return List.of(Finding.sound(APPLICATIONS, "none is registered, or none can be read"));
    }
    List<Finding> findings = new ArrayList<>();
    stored.get().applications().forEach(it -> findings.addAll(AddressFindings.of(it)));
    stored.get().names().forEach(it -> findings.add(Finding.warning(APPLICATIONS, it)));
    findings.addAll(MetadataFindings.of(examined));
    examined
        .bound("sallyport.oidc", OidcProperties.class)
        .ifPresent(times -> findings.addAll(KeyFindings.of(stored.get().keys(), times, examined)));
    return findings.isEmpty()
        ? List.of(Finding.sound(APPLICATIONS, stored.get().applications().size() + " registered"))
        : findings;
  }

  /** What the database has; applications that are disabled are left out. */
  private record Stored(
      List<ExaminedApplication> applications, List<KeyFindings.Key> keys, List<String> names) {}

  private static Stored read(JdbcClient jdbc) {
    boolean isThere =
        jdbc.sql("select to_regclass('oidc_client') is not null").query(Boolean.class).single();
    if (!isThere) {
      return new Stored(List.of(), List.of(), List.of());
    }
    List<ExaminedApplication> applications = ExaminedApplication.all(jdbc);
    List<String> names =
        ExaminedNames.canBeAsked(jdbc)
            ? applications.stream().flatMap(it -> wrongGroups(jdbc, it)).toList()
            : List.of();
    return new Stored(applications, KeyFindings.read(jdbc), names);
  }

  private static Stream<String> wrongGroups(JdbcClient jdbc, ExaminedApplication it) {
    return ExaminedNames.wrong(jdbc, "application " + it.id(), it.groups()).stream()
        .map(wrong -> it.clientId() + ": " + wrong);
  }
}
