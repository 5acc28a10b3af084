package org.sallyport.gate.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.gate.account.groups.EndingMemberships;
import org.sallyport.gate.account.groups.Group;
import org.sallyport.gate.account.groups.GroupChanges;
import org.sallyport.gate.account.groups.GroupMember;
import org.sallyport.gate.account.groups.Groups;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.messages.Inbox;
import org.sallyport.testing.messages.Received;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/* A separate application: other tests must not change its clock. */
@TestPropertySource(properties = "apart=yes")
@SallyportTest
class GroupsTest {
  private static final Actor OPERATOR = new Actor(null, "system user on a host");

  @LocalServerPort int port;
  @Autowired Groups groups;
  @Autowired GroupChanges changes;
  @Autowired EndingMemberships ending;
  @Autowired People people;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;
  @Autowired TurnableClock clock;

  private Person admin;
  private Person member;
  private Group group;

  @BeforeEach
  void aPracticeOfTwo() {
    admin = people.byEmail();
    member = people.byEmail();
    group = made(name());
    add(admin);
    add(member);
    changes.setAdmin(group, admin.id(), true, OPERATOR, Origin.COMMAND_LINE);
  }

  @Nested
  class AMembership {
    @Test
    void isAddedNotifiedAndRecorded() {
      assertThat(add(member)).as("twice").isFalse();
      assertThat(Inbox.next(member.email(), it -> it.text().contains("member")).text())
          .contains(group.name());
      assertThat(events("GroupEvent.Joined", member)).isEqualTo(1);
    }

    @Test
    void isNeitherConfirmedNorEndedByALockedAdmin() {
      Actor locked = new Actor(admin.id(), "Dr Locked");
      jdbc.sql("update account set locked_at = now(), lock_reference = 'L-0000' where id = ?")
          .params(admin.id().value())
          .update();
      assertThat(changes.confirm(group, member.id(), locked, Origin.COMMAND_LINE)).isFalse();
      assertThat(changes.remove(group, member.id(), locked, Origin.COMMAND_LINE)).isFalse();
      jdbc.sql("update account set locked_at = null, lock_reference = null where id = ?")
          .params(admin.id().value())
          .update();
      assertThat(changes.confirm(group, member.id(), locked, Origin.COMMAND_LINE)).isTrue();
    }

    @Test
    void isNotForPatientsNorTheHelpDesk() {
      Person patient = people.add("email", true, false, "patient");
      assertThat(add(patient)).isFalse();
      assertThat(add(people.helpDesk())).isFalse();
    }

    @Test
    void isNeitherConfirmedNorGivenByOneWhoBecameAPatient() {
      role(member, "patient");
      assertThat(confirm(admin, member)).isFalse();
      role(member, "physician");
      role(admin, "patient");
      assertThat(confirm(admin, member)).isFalse();
    }

    @Test
    void isAdministeredByNobodyWhoCannotBeAMember() {
      for (String role : List.of("patient", "helpdesk")) {
        role(member, role);
        assertThat(setAdmin(member, true)).as(role).isFalse();
      }
      assertThat(events("GroupEvent.AdminChanged", member)).isZero();
      role(member, "physician");
      assertThat(setAdmin(member, true)).isTrue();
      role(member, "patient");
      assertThat(setAdmin(member, false)).as("the right is taken away").isTrue();
      assertThat(setAdmin(member, true)).isFalse();
    }

    private boolean setAdmin(Person person, boolean admin) {
      return changes.setAdmin(group, person.id(), admin, OPERATOR, Origin.COMMAND_LINE);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void isPossibleForTheSameRolesInJavaAndInSql(Role role) {
      assertThat(
              jdbc.sql("select may_be_in_groups(:role)")
                  .param("role", role.word())
                  .query(Boolean.class)
                  .single())
          .isEqualTo(role.mayBeInGroups());
    }

    private void role(Person person, String role) {
      jdbc.sql("update account set role = ? where id = ?")
          .params(role, person.id().value())
          .update();
    }

    @Test
    void lapsesByTimeAloneAndCanBeGivenBackByAnotherAdmin() {
      clock.turn(Duration.ofDays(80));
      assertThat(confirm(admin, admin)).isTrue();
      clock.turn(Duration.ofDays(10));
      assertThat(inForce(member)).isFalse();
      assertThat(confirm(admin, member)).isTrue();
      assertThat(inForce(member)).isTrue();
    }

    @Test
    void cannotBeConfirmedByOneWhoseOwnHasLapsed() {
      clock.turn(Duration.ofDays(90));
      assertThat(confirm(admin, admin)).isFalse();
      assertThat(confirm(admin, member)).isFalse();
    }

    @Test
    void cannotBeConfirmedByAMemberOrAStranger() {
      assertThat(confirm(member, member)).isFalse();
      assertThat(confirm(people.byEmail(), member)).isFalse();
      assertThat(
              changes.remove(group, admin.id(), new Actor(member.id(), "x"), Origin.COMMAND_LINE))
          .isFalse();
    }

    @Test
    void ofADisabledAccountCannotBeConfirmed() {
      jdbc.sql("update account set disabled_at = now() where id = ?")
          .params(member.id().value())
          .update();
      assertThat(confirm(admin, member)).isFalse();
    }

    @Test
    void ofALockedAccountCanBeConfirmed() {
      jdbc.sql("update account set locked_at = now() where id = ?")
          .params(member.id().value())
          .update();
      assertThat(confirm(admin, member)).isTrue();
    }

    @Test
    void ofTheLastAdminEndsByItsOwnerOnlyIfNobodyElseIsThere() {
      assertThat(leave(admin)).as("the last admin").isFalse();
      assertThat(leave(member)).isTrue();
      assertThat(leave(admin)).as("the last member").isTrue();
      assertThat(groups.members(group.id())).isEmpty();
    }

    @Test
    void ofAnAdminEndsIfAnotherAdminIsThere() {
      changes.setAdmin(group, member.id(), true, OPERATOR, Origin.COMMAND_LINE);
      assertThat(leave(admin)).isTrue();
      assertThat(leave(member)).as("now the last one").isTrue();
    }
  }

  @Nested
  class Reminders {
    @Test
    void goToTheAdminsOfTheGroupFourteenAndThreeDaysBeforeOnceEach() {
      Inbox.left(admin.email());
      clock.turn(Duration.ofDays(76).minusMillis(1));
      assertThat(reminders()).isZero();
      clock.turn(Duration.ofMillis(1));
      assertThat(reminders()).isEqualTo(1);
      assertThat(reminders()).isZero();
      clock.turn(Duration.ofDays(11).minusMillis(1));
      assertThat(reminders()).isZero();
      clock.turn(Duration.ofMillis(2));
      assertThat(reminders()).isEqualTo(1);
      assertThat(reminders()).isZero();
      assertThat(Inbox.next(admin.email(), it -> it.text().contains("end soon")).text())
          .contains(group.name());
    }

    @Test
    void goToTheMembersThreeDaysBeforeOnce() {
      clock.turn(Duration.ofDays(77));
      assertThat(reminders()).isEqualTo(1);
      Inbox.next(admin.email(), it -> it.text().contains("end soon"));
      assertThat(Inbox.left(member.email())).noneMatch(this::isEnd);
      clock.turn(Duration.ofDays(11));
      assertThat(reminders()).isEqualTo(1);
      assertThat(Inbox.next(member.email(), this::isEnd).text()).contains(group.name());
      Inbox.next(admin.email(), this::isEnd);
      assertThat(reminders()).isZero();
    }

    private boolean isEnd(Received mail) {
      return "Your membership ends soon".equals(mail.subject());
    }

    @Test
    void beginAnewAfterAConfirmation() {
      clock.turn(Duration.ofDays(80));
      assertThat(reminders()).isEqualTo(1);
      confirm(admin, admin);
      confirm(admin, member);
      assertThat(reminders()).isZero();
      clock.turn(Duration.ofDays(80));
      assertThat(reminders()).isEqualTo(1);
    }

    private long reminders() {
      long before = count();
      ending.run();
      return count() - before;
    }

    private long count() {
      return jdbc.sql(
              """
              select count(*) from audit_event
              where type = 'GroupEvent.MembershipsEnding' and details ->> 'group' = ?
              """)
          .params(group.name())
          .query(Long.class)
          .single();
    }
  }

  @Nested
  class MyGroups {
    @Test
    void showsAnAdminTheMembersToConfirmAndRemove() {
      Browser browser = Visitors.signedIn(admin, port);
      Document page = page(browser);
      assertThat(page.select("h2").eachText()).contains(group.name());
      assertThat(page.select(".row")).hasSize(2);
      clockTurned(Duration.ofMinutes(4));
      assertThat(
              browser
                  .post(
                      "/settings/groups/confirm",
                      "group",
                      group.id().toString(),
                      "id",
                      member.id().toString())
                  .location())
          .endsWith("/settings/groups?done=confirmed");
      assertThat(until(member)).isAfter(until(admin));
      browser.post("/settings/groups/confirm-all", "group", group.id().toString());
      assertThat(until(admin)).isEqualTo(until(member));
      browser.post(
          "/settings/groups/remove", "group", group.id().toString(), "id", member.id().toString());
      assertThat(page(browser).select(".row")).hasSize(1);
    }

    @Test
    void Rule28_confirmsAfterAFreshSecondFactorOnly() {
      Browser browser = Visitors.signedIn(admin, port);
      clock.turn(Duration.ofMinutes(5));
      page(browser);
      String[] form = {"group", group.id().toString(), "id", member.id().toString()};
      Object before = until(member);
      for (String act : List.of("confirm", "confirm-all")) {
        assertThat(browser.post("/settings/groups/" + act, form).location())
            .as(act)
            .endsWith("/settings/confirm");
      }
      assertThat(until(member)).isEqualTo(before);
      browser.get("/settings/confirm");
      assertThat(browser.post("/settings/confirm", "code", Codes.next(admin.email())).location())
          .endsWith("/settings/groups");
      page(browser);
      assertThat(browser.post("/settings/groups/confirm", form).location())
          .endsWith("?done=confirmed");
      assertThat(until(member)).isAfter(until(admin));
    }

    @Test
    void hasNoButtonThatWouldBeRefused() {
      jdbc.sql("update account set disabled_at = now() where id = ?")
          .params(member.id().value())
          .update();
      Document page = page(Visitors.signedIn(admin, port));
      assertThat(page.select(".row form").eachAttr("action"))
          .as("one confirms oneself, and removes the disabled one")
          .containsExactlyInAnyOrder("/settings/groups/confirm", "/settings/groups/remove");
    }

    @Test
    void showsAMemberNoButtonButLeave() {
      Browser browser = Visitors.signedIn(member, port);
      assertThat(page(browser).select("main form button").eachText())
          .containsExactly("Leave " + group.name());
      browser.post(
          "/settings/groups/confirm", "group", group.id().toString(), "id", member.id().toString());
      assertThat(until(member)).isEqualTo(until(admin));
      browser.post("/settings/groups/leave", "id", group.id().toString());
      assertThat(page(browser).select(".row")).isEmpty();
    }

    @Test
    void saysThatTheOwnMembershipLapsedAndWhoCanConfirmIt() {
      clock.turn(Duration.ofDays(80));
      confirm(admin, admin);
      clock.turn(Duration.ofDays(11));
      Browser browser = Visitors.signedIn(member, port);
      assertThat(page(browser).text())
          .contains("Your membership has ended", "can confirm it: " + people.nameOf(admin));
      assertThat(groups.of(member.id()))
          .singleElement()
          .matches(membership -> membership.hasLapsed(clock.instant()));
      clock.turn(Duration.ofDays(80));
      assertThat(page(Visitors.signedIn(member, port)).text())
          .contains("Your administrator can confirm it");
      browser = Visitors.signedIn(member, port);
      page(browser);
      browser.post("/settings/groups/leave", "id", group.id().toString());
      assertThat(groups.of(member.id())).isEmpty();
    }

    @Test
    void showsNothingOfAGroupThatIsNotOnes() {
      Browser browser = Visitors.signedIn(people.byEmail(), port);
      assertThat(page(browser).text()).doesNotContain(group.name());
      browser.post("/settings/groups/confirm-all", "group", group.id().toString());
      assertThat(until(member)).isEqualTo(until(admin));
    }

    private void clockTurned(Duration by) {
      clock.turn(by);
    }

    private Document page(Browser browser) {
      return Jsoup.parse(browser.get("/settings/groups").body());
    }
  }

  /** A name of letters: mails hide numbers that somebody else chose. */
  private static String name() {
    return "Practice "
        + UUID.randomUUID()
            .toString()
            .chars()
            .map(it -> Character.isDigit(it) ? it - '0' + 'g' : it)
            .filter(Character::isLetter)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
  }

  private Group made(String name) {
    return Objects.requireNonNull(
        transaction.execute(
            status ->
                changes.findOrMake(
                    name, Group.Kind.PRACTICE, new Actor(null, "test"), Origin.COMMAND_LINE)));
  }

  private boolean add(Person person) {
    return changes.add(group, person.id(), OPERATOR, Origin.COMMAND_LINE);
  }

  private boolean confirm(Person by, Person person) {
    return changes.confirm(
        group, person.id(), new Actor(by.id(), by.username()), Origin.COMMAND_LINE);
  }

  private boolean leave(Person person) {
    return changes.leave(group, person.id(), person.username(), Origin.COMMAND_LINE);
  }

  private boolean inForce(Person person) {
    return until(person).isAfter(clock.instant());
  }

  private java.time.Instant until(Person person) {
    List<GroupMember> members = groups.members(group.id());
    return members.stream()
        .filter(it -> it.account().equals(person.id()))
        .findFirst()
        .orElseThrow()
        .until();
  }

  private long events(String type, Person person) {
    return jdbc.sql("select count(*) from audit_event where type = ? and account_id = ?")
        .params(type, person.id().value())
        .query(Long.class)
        .single();
  }
}
