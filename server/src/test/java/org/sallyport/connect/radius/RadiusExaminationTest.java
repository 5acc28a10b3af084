package org.sallyport.connect.radius;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sallyport.connect.apikeys.ApiKeys;
import org.sallyport.connect.apikeys.Program;
import org.sallyport.platform.access.keys.KeyScope;
import org.sallyport.platform.examination.Examined;
import org.sallyport.platform.examination.Finding;
import org.sallyport.testing.People;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.Rows;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What {@code sallyport doctor} says of the networks that are entered by RADIUS. */
@RadiusSettings
class RadiusExaminationTest {
  @LocalServerPort int port;
  @Autowired Environment environment;
  @Autowired Rows rows;
  @Autowired JdbcClient jdbc;
  @Autowired People people;
  @Autowired ApiKeys keys;
  @Autowired TurnableClock clock;

  @BeforeEach
  void begin() {
    rows.update("delete from api_key");
    rows.update("delete from named_group");
    rows.update("delete from care_group where name_key in ('heart group', 'lung group')");
  }

  private void group(String name) {
    rows.update(
        "insert into care_group (id, name, name_key, kind, created_at) values (gen_random_uuid(),"
            + " ?, lower(?), 'practice', ?)",
        name,
        name,
        java.sql.Timestamp.from(clock.instant()));
  }

  private List<String> found() {
    Map<String, NetworkProperties> settings =
        Binder.get(environment)
            .bind("sallyport.radius", Bindable.mapOf(String.class, NetworkProperties.class))
            .get();
    return RadiusExamination.examine(settings, jdbc, clock.instant()).stream()
        .map(it -> it.severity() + " " + it.text())
        .toList();
  }

  /** Reads the database by a connection of its own, as doctor does beside a server. */
  @Test
  void theDatabaseIsReadAsDoctorReadsIt() {
    group("Heart Group");
    assertThat(new RadiusExamination().examine(new Examined(environment, clock)))
        .extracting(Finding::text)
        .contains("sallyport.radius.wards.groups: there is no group Lung Group");
  }

  @Test
  void groupsThatAreNotThereAndAMissingKeyAreFound() {
    group("Heart Group");
    assertThat(found())
        .containsExactly(
            "WARNING sallyport.radius.wards.groups: there is no group Lung Group",
            "ERROR no key of the scope radius is valid, so no RADIUS server can ask: make one under"
                + " Administration > Keys");
  }

  @Test
  void aKeyThatEndsSoonAndOneThatNobodyUsedAreFound() {
    group("Heart Group");
    group("Lung Group");
    Program program = Program.with(keys, port, people.admin().id(), KeyScope.RADIUS);
    rows.update("update api_key set expires_at = expires_at + interval '90 days'");
    assertThat(found()).containsExactly("WARNING no RADIUS server has asked yet");
    program.post("/api/radius/vpn", "{}");
    assertThat(found()).containsExactly("OK 2 networks");
    clock.turn(Duration.ofDays(100));
    assertThat(found()).singleElement().asString().contains("ends on 2");
  }

  @Test
  void settingsThatAreNotUnderstoodAreSaid() {
    StandardEnvironment wrong = new StandardEnvironment();
    wrong
        .getPropertySources()
        .addFirst(new MapPropertySource("file", Map.of("sallyport.radius.vpn.roles", "doctor")));
    List<Finding> findings = new RadiusExamination().examine(new Examined(wrong, clock));
    assertThat(findings).singleElement().asString().contains("not understood");
    assertThat(new RadiusExamination().examine(new Examined(new StandardEnvironment(), clock)))
        .singleElement()
        .asString()
        .contains("not used");
  }
}
