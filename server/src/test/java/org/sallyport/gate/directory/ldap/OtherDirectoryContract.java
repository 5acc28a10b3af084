package org.sallyport.gate.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sallyport.gate.directory.settings.DirectoryProperties;
import org.sallyport.testing.Poll;
import org.sallyport.testing.directory.LdapFixture;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The same against directories that are no Active Directory. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OtherDirectoryContract {
  private static final AtomicInteger COUNT = new AtomicInteger();
  private final LdapFixture fixture;

  OtherDirectoryContract(LdapFixture fixture) {
    this.fixture = fixture;
  }

  @AfterAll
  void stop() {
    fixture.close();
  }

  private static String newName() {
    return "clara" + COUNT.incrementAndGet();
  }

  final String addPerson() {
    String name = newName();
    fixture.addPerson(name);
    return name;
  }

  private DirectoryProperties properties(Map<String, String> more) {
    Map<String, String> all =
        new HashMap<>(
            Map.of(
                "kind",
                fixture.kind(),
                "urls",
                fixture.url(),
                "ca-file",
                fixture.authority().toString(),
                "bind-dn",
                LdapFixture.SERVICE_DN,
                "bind-password",
                LdapFixture.PASSWORD,
                "base-dn",
                LdapFixture.BASE,
                "timeout",
                "10s"));
    all.putAll(more);
    Map<String, String> named = new HashMap<>();
    all.forEach((name, value) -> named.put("directory." + name, value));
    return new Binder(new MapConfigurationPropertySource(named))
        .bind("directory", Bindable.of(DirectoryProperties.class))
        .get();
  }

  final LdapDirectory directory(Map<String, String> more) {
    return new LdapDirectory("hosp", properties(more), Clock.systemUTC());
  }

  static LdapDirectory.Sought find(LdapDirectory directory, String name) throws LdapUnreachable {
    return directory.find(new TypedName(Optional.empty(), name));
  }

  @Test
  void checksPasswordsByEitherEncryption() throws LdapUnreachable {
    String name = newName();
    fixture.addPerson(name);
    for (String url : List.of(fixture.url(), fixture.plainUrl())) {
      try (LdapDirectory directory = directory(Map.of("urls", url))) {
        LdapDirectory.Sought sought = find(directory, name);
        assertThat(sought.person().orElseThrow().name()).isEqualTo("Clara " + name);
        assertThat(sought.bind(LdapFixture.PASSWORD)).isEqualTo(BindAnswer.RIGHT);
        assertThat(sought.bind("wrong")).isEqualTo(BindAnswer.WRONG);
      }
    }
  }

  @Test
  void Q08_findsNobodyBySyntax() throws LdapUnreachable {
    fixture.addPerson(newName());
    try (LdapDirectory directory = directory(Map.of())) {
      for (String name : List.of("*", "clara*", "clara1)(objectClass=*", "\\2a")) {
        assertThat(find(directory, name).person()).as(name).isEmpty();
      }
    }
  }

  @Test
  void saysThatWrongPasswordsLocked() throws LdapUnreachable {
    String name = newName();
    fixture.addPerson(name);
    try (LdapDirectory directory = directory(Map.of())) {
      LdapDirectory.Sought sought = find(directory, name);
      for (int i = 0; i < 6; i++) {
        assertThat(sought.bind("wrong")).isEqualTo(BindAnswer.WRONG);
      }
      assertThat(sought.bind(LdapFixture.PASSWORD)).isEqualTo(BindAnswer.LOCKED);
      assertThat(find(directory, name).person().orElseThrow().disabled())
          .as("for a time only")
          .isFalse();
    }
  }

  /** The answer to any password of an account that is locked for good. */
  abstract BindAnswer lockedForGood();

  @Test
  void saysWhoIsLockedForGood() throws LdapUnreachable {
    String name = newName();
    String dn = fixture.addPerson(name);
    fixture.lockForGood(dn);
    try (LdapDirectory directory = directory(Map.of())) {
      LdapDirectory.Sought sought = find(directory, name);
      assertThat(sought.person().orElseThrow().disabled()).isTrue();
      BindAnswer answer = sought.bind(LdapFixture.PASSWORD);
      assertThat(answer).isEqualTo(lockedForGood());
      assertThat(answer.provesPassword()).isFalse();
      assertThat(sought.bind("wrong")).isEqualTo(answer);
      assertThat(directory.present(List.of(sought.person().orElseThrow().objectId()))).isEmpty();
    }
  }

  @Test
  void changesAPasswordThatMustBeChanged() throws LdapUnreachable {
    String name = newName();
    fixture.demandChange(fixture.addPerson(name));
    try (LdapDirectory directory = directory(Map.of())) {
      LdapDirectory.Sought sought = find(directory, name);
      assertThat(sought.bind(LdapFixture.PASSWORD)).isEqualTo(BindAnswer.MUST_CHANGE);
      changes(directory, name);
    }
  }

  @Test
  void changesAPasswordThatHasExpiredWithinItsGrace() throws Exception {
    String name = newName();
    fixture.expire(fixture.addPerson(name));
    try (LdapDirectory directory = directory(Map.of())) {
      assertThat(
              Poll.until(Duration.ofSeconds(10), () -> bind(directory, name) == BindAnswer.EXPIRED))
          .isTrue();
      changes(directory, name);
    }
  }

  private static BindAnswer bind(LdapDirectory directory, String name) {
    try {
      return find(directory, name).bind(LdapFixture.PASSWORD);
    } catch (LdapUnreachable e) {
      throw new IllegalStateException(e);
    }
  }

  private void changes(LdapDirectory directory, String name) throws LdapUnreachable {
    String id = find(directory, name).person().orElseThrow().objectId();
    assertThat(directory.changePassword(id, "wrong", "Lantern-Winter-2027"))
        .isEqualTo(PasswordAnswer.WRONG_OLD);
    assertThat(directory.changePassword(id, LdapFixture.PASSWORD, "short"))
        .isEqualTo(PasswordAnswer.REFUSED_BY_POLICY);
    assertThat(directory.changePassword(id, LdapFixture.PASSWORD, "Lantern-Winter-2027"))
        .isEqualTo(PasswordAnswer.CHANGED);
    assertThat(find(directory, name).bind("Lantern-Winter-2027").provesPassword()).isTrue();
    assertThat(find(directory, name).bind(LdapFixture.PASSWORD)).isEqualTo(BindAnswer.WRONG);
  }

  @Test
  void readsNestedGroupsAndWhatChanged() throws LdapUnreachable {
    String name = newName();
    String dn = fixture.addPerson(name);
    String inner = fixture.addGroup("inner-" + name, dn);
    String outer = fixture.addGroup("outer-" + name, inner);
    try (LdapDirectory directory = directory(Map.of("roles", "outer-" + name + "=physician"))) {
      List<Person> people = new ArrayList<>();
      LdapDirectory.Changes whole = directory.changes(source -> Optional.empty(), people::addAll);
      assertThat(whole.whole()).isTrue();
      assertThat(people)
          .filteredOn(person -> person.username().equals(name))
          .singleElement()
          .satisfies(person -> assertThat(person.groups()).containsExactly("outer-" + name));
      String joined = fixture.addPerson(newName());
      fixture.addMember(inner, joined);
      fixture.set(dn, "mail", "other@hosp.example");
      people.clear();
      LdapDirectory.Changes some =
          directory.changes(source -> Optional.of(whole.upTo()), people::addAll);
      assertThat(some.whole()).isFalse();
      assertThat(some.groups()).isTrue();
      assertThat(people).extracting(Person::email).contains("other@hosp.example");
      String id = find(directory, name).person().orElseThrow().objectId();
      fixture.delete(dn);
      assertThat(directory.present(List.of(id))).isEmpty();
      assertThat(outer).isNotEmpty();
    }
  }
}
