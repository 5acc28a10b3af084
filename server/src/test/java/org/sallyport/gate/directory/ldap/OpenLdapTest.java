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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sallyport.gate.directory.settings.DirectoryProperties;
import org.sallyport.testing.Poll;
import org.sallyport.testing.directory.Slapd;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The same against OpenLDAP with ppolicy. */
@Tag("long")
@ExtendWith(Slapd.Possible.class)
class OpenLdapTest {
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static Slapd slapd;

  @BeforeAll
  static void start() {
    slapd = Slapd.start();
  }

  @AfterAll
  static void stop() {
    slapd.close();
  }

  private static String newName() {
    return "clara" + COUNT.incrementAndGet();
  }

  private static DirectoryProperties properties(Map<String, String> more) {
    Map<String, String> all =
        new HashMap<>(
            Map.of(
                "kind",
                "openldap",
                "urls",
                slapd.url(),
                "ca-file",
                slapd.authority().toString(),
                "bind-dn",
                Slapd.SERVICE_DN,
                "bind-password",
                Slapd.PASSWORD,
                "base-dn",
                Slapd.BASE));
    all.putAll(more);
    Map<String, String> named = new HashMap<>();
    all.forEach((name, value) -> named.put("directory." + name, value));
    return new Binder(new MapConfigurationPropertySource(named))
        .bind("directory", Bindable.of(DirectoryProperties.class))
        .get();
  }

  private static LdapDirectory directory(Map<String, String> more) {
    return new LdapDirectory("hosp", properties(more), Clock.systemUTC());
  }

  private static LdapDirectory.Sought find(LdapDirectory directory, String name)
      throws LdapUnreachable {
    return directory.find(new TypedName(Optional.empty(), name));
  }

  @Test
  void checksPasswordsByEitherEncryption() throws LdapUnreachable {
    String name = newName();
    slapd.addPerson(name);
    for (String url : List.of(slapd.url(), slapd.plainUrl())) {
      try (LdapDirectory directory = directory(Map.of("urls", url))) {
        LdapDirectory.Sought sought = find(directory, name);
        assertThat(sought.person().orElseThrow().name()).isEqualTo("Clara " + name);
        assertThat(sought.bind(Slapd.PASSWORD)).isEqualTo(BindAnswer.RIGHT);
        assertThat(sought.bind("wrong")).isEqualTo(BindAnswer.WRONG);
      }
    }
  }

  @Test
  void Q08_findsNobodyBySyntax() throws LdapUnreachable {
    slapd.addPerson(newName());
    try (LdapDirectory directory = directory(Map.of())) {
      for (String name : List.of("*", "clara*", "clara1)(objectClass=*", "\\2a")) {
        assertThat(find(directory, name).person()).as(name).isEmpty();
      }
    }
  }

  @Test
  void saysThatWrongPasswordsLocked() throws LdapUnreachable {
    String name = newName();
    slapd.addPerson(name);
    try (LdapDirectory directory = directory(Map.of())) {
      LdapDirectory.Sought sought = find(directory, name);
      for (int i = 0; i < 6; i++) {
        assertThat(sought.bind("wrong")).isEqualTo(BindAnswer.WRONG);
      }
      assertThat(sought.bind(Slapd.PASSWORD)).isEqualTo(BindAnswer.LOCKED);
      assertThat(find(directory, name).person().orElseThrow().disabled())
          .as("for a time only")
          .isFalse();
    }
  }

  @Test
  void saysWhoIsLockedForGood() throws LdapUnreachable {
    String name = newName();
    String dn = slapd.addPerson(name);
    slapd.set(dn, "pwdAccountLockedTime", "000001010000Z");
    try (LdapDirectory directory = directory(Map.of())) {
      LdapDirectory.Sought sought = find(directory, name);
      assertThat(sought.person().orElseThrow().disabled()).isTrue();
      assertThat(sought.bind(Slapd.PASSWORD)).isEqualTo(BindAnswer.LOCKED);
      assertThat(directory.present(List.of(sought.person().orElseThrow().objectId()))).isEmpty();
    }
  }

  @Test
  void changesAPasswordThatMustBeChanged() throws LdapUnreachable {
    String name = newName();
    slapd.set(slapd.addPerson(name), "pwdReset", "TRUE");
    try (LdapDirectory directory = directory(Map.of())) {
      LdapDirectory.Sought sought = find(directory, name);
      assertThat(sought.bind(Slapd.PASSWORD)).isEqualTo(BindAnswer.MUST_CHANGE);
      changes(directory, name);
    }
  }

  @Test
  void changesAPasswordThatHasExpiredWithinItsGrace() throws Exception {
    String policy =
        slapd.addPolicy(
            newName(),
            Map.of(
                "pwdMaxAge", List.of("1"),
                "pwdGraceAuthNLimit", List.of("9"),
                "pwdMustChange", List.of("FALSE")));
    String name = newName();
    String dn = slapd.addPerson(name);
    slapd.set(dn, "pwdPolicySubentry", policy);
    // The age counts from a change under the policy.
    slapd.set(dn, "userPassword", Slapd.PASSWORD);
    try (LdapDirectory directory = directory(Map.of())) {
      assertThat(
              Poll.until(Duration.ofSeconds(10), () -> bind(directory, name) == BindAnswer.EXPIRED))
          .isTrue();
      changes(directory, name);
    }
  }

  private static BindAnswer bind(LdapDirectory directory, String name) {
    try {
      return find(directory, name).bind(Slapd.PASSWORD);
    } catch (LdapUnreachable e) {
      throw new IllegalStateException(e);
    }
  }

  private static void changes(LdapDirectory directory, String name) throws LdapUnreachable {
    String id = find(directory, name).person().orElseThrow().objectId();
    assertThat(directory.changePassword(id, "wrong", "Lantern-Winter-2027"))
        .isEqualTo(PasswordAnswer.WRONG_OLD);
    assertThat(directory.changePassword(id, Slapd.PASSWORD, "short"))
        .isEqualTo(PasswordAnswer.REFUSED_BY_POLICY);
    assertThat(directory.changePassword(id, Slapd.PASSWORD, "Lantern-Winter-2027"))
        .isEqualTo(PasswordAnswer.CHANGED);
    assertThat(find(directory, name).bind("Lantern-Winter-2027").provesPassword()).isTrue();
    assertThat(find(directory, name).bind(Slapd.PASSWORD)).isEqualTo(BindAnswer.WRONG);
  }

  @Test
  void setsAForgottenPasswordWhereTheServiceAccountMay() throws LdapUnreachable {
    String name = newName();
    slapd.addPerson(name);
    try (LdapDirectory reader = directory(Map.of());
        LdapDirectory operator = directory(Map.of("bind-dn", Slapd.OPERATOR_DN))) {
      String id = find(reader, name).person().orElseThrow().objectId();
      assertThat(reader.resetPassword(id, "Lantern-Winter-2027"))
          .isEqualTo(PasswordAnswer.NO_RIGHT);
      assertThat(operator.resetPassword(id, "short")).isEqualTo(PasswordAnswer.REFUSED_BY_POLICY);
      assertThat(find(reader, name).bind(Slapd.PASSWORD)).isEqualTo(BindAnswer.RIGHT);
      assertThat(operator.resetPassword(id, "Lantern-Winter-2027"))
          .isEqualTo(PasswordAnswer.CHANGED);
      assertThat(find(reader, name).bind("Lantern-Winter-2027").provesPassword()).isTrue();
    }
  }

  @Test
  void readsNestedGroupsAndWhatChanged() throws LdapUnreachable {
    String name = newName();
    String dn = slapd.addPerson(name);
    String inner = slapd.addGroup("inner-" + name, dn);
    String outer = slapd.addGroup("outer-" + name, inner);
    try (LdapDirectory directory = directory(Map.of("roles", "outer-" + name + "=physician"))) {
      List<Person> people = new ArrayList<>();
      LdapDirectory.Changes whole = directory.changes(source -> Optional.empty(), people::addAll);
      assertThat(whole.whole()).isTrue();
      assertThat(people)
          .filteredOn(person -> person.username().equals(name))
          .singleElement()
          .satisfies(person -> assertThat(person.groups()).containsExactly("outer-" + name));
      String joined = slapd.addPerson(newName());
      slapd.addMember(inner, joined);
      slapd.set(dn, "mail", "other@hosp.example");
      people.clear();
      LdapDirectory.Changes some =
          directory.changes(source -> Optional.of(whole.upTo()), people::addAll);
      assertThat(some.whole()).isFalse();
      assertThat(some.groups()).isTrue();
      assertThat(people).extracting(Person::email).contains("other@hosp.example");
      String id = find(directory, name).person().orElseThrow().objectId();
      slapd.delete(dn);
      assertThat(directory.present(List.of(id))).isEmpty();
      assertThat(outer).isNotEmpty();
    }
  }
}
