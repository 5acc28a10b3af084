package org.sallyport.portal.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.Disabling;
import org.sallyport.gate.account.groups.Group;
import org.sallyport.gate.account.groups.GroupChanges;
import org.sallyport.gate.account.groups.Groups;
import org.sallyport.gate.notifications.owner.OutsideShares;
import org.sallyport.gate.selfservice.Inside;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.GroupId;
import org.sallyport.platform.ids.ShareId;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.studies.Studies;
import org.sallyport.testing.Browser;
import org.sallyport.testing.Browser.Page;
import org.sallyport.testing.People;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.archive.TestStudy;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Inbox;
import org.sallyport.testing.messages.Received;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** Sharing with colleagues, groups and addresses, and the page "Shared by me". */
/* A separate application: these tests turn its clock by weeks. */
@TestPropertySource(properties = "apart=yes")
@SallyportTest
class SharingTest {
  @LocalServerPort int port;
  @Autowired Owner owners;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired Disabling disabling;
  @Autowired TurnableClock clock;
  @Autowired SharingLimits limits;
  @Autowired DomainEvents events;
  @Autowired TransactionTemplate transaction;

  private Owner.Signed owner;
  private Person other;
  private LocalDate today;

  @BeforeEach
  void somebodyWithAStudy() {
    owner = owners.signedIn(port);
    other = people.byEmail();
    today = LocalDate.ofInstant(clock.instant(), ZoneId.systemDefault());
  }

  @Test
  void cancellingLeadsBackToTheOneStudy() {
    Document page = Jsoup.parse(owner.browser().get("/studies/share?study=" + owner.uid()).body());
    String study = "/studies/" + owner.uid();
    assertThat(page.select("a:containsOwn(Cancel)").attr("href")).isEqualTo(study);
    assertThat(page.select(".crumbs a").eachAttr("href")).containsExactly("/studies", study);
  }

  private Page share(String recipient, String... more) {
    return owners.share(
        owner.browser(), recipient, List.of(owner.uid()), Owner.period(today, 7, more));
  }

  private Browser signedIn(Person person) {
    return Visitors.signedIn(person, port);
  }

  private int status(Browser browser, StudyUid study) {
    return browser.get("/studies/" + study).status();
  }

  private long shares() {
    return rows.query("select id from share where sharer_id = ?", owner.person().id().value())
        .size();
  }

  @Nested
  class ForPatients {
    @Autowired Studies studies;
    @Autowired Accounts accounts;
    @Autowired JdbcClient jdbc;

    private SharableStudies sharable(boolean patients) {
      Duration day = Duration.ofDays(1);
      Duration codes = Duration.ofMinutes(20);
      return new SharableStudies(
          studies,
          accounts,
          new SharingProperties(day, day, patients, true, codes, 1, 1, 1, 1, 1, day),
          jdbc,
          clock);
    }

    @Test
    void isOfferedIfTheInstallationAllowsIt() {
      Person patient = people.byEmail();
      rows.update("update account set role = 'patient' where id = ?", patient.id().value());
      assertThat(sharable(false).mayShare(patient.id())).isFalse();
      assertThat(sharable(true).mayShare(patient.id())).isTrue();
      assertThat(sharable(false).mayShare(other.id())).isTrue();
    }

    @Test
    void isOfferedOnTheListAndTheStudyPage() {
      assertThat(Jsoup.parse(owner.browser().get("/studies").body()).select("[value=share]"))
          .hasSize(1);
      assertThat(owner.browser().get("/studies/" + owner.uid()).body())
          .contains(Owner.path(List.of(owner.uid())));
    }
  }

  @Nested
  class WithAColleague {
    @Test
    void isSeenByThemAndTold() {
      assertThat(share(other.username()).location()).startsWith("/studies/shared?done=");
      Received notice = Inbox.next(other.email());
      assertThat(notice.subject()).contains("shared with you");
      assertThat(notice.raw()).doesNotContain("Vanderquill").doesNotContain("CT thorax");
      assertThat(notice.text())
          .contains("has no links", "Until: " + today.plusDays(7).getDayOfMonth() + " ")
          .doesNotContain("http");
      Browser receiver = signedIn(other);
      assertThat(status(receiver, owner.uid())).isEqualTo(200);
      Page mine = owner.browser().get("/studies/shared");
      assertThat(mine.text()).contains("Dr Person").contains("Vanderquill, Adelheid");
      assertThat(mine.text()).doesNotContain("First opened Never");
    }

    @Test
    void isBelowThePageSayingThatNothingIsSharedOnceItEnded() {
      assertThat(owner.browser().get("/studies/shared").text())
          .contains("You have not shared anything");
      share(other.username());
      owner.browser().post("/studies/shared/withdraw", "id", owners.shareOf(owner.person()));
      assertThat(owner.browser().get("/studies/shared").text())
          .contains("Nothing is shared now", "Ended in the last 30 days")
          .doesNotContain("You have not shared anything");
    }

    @Test
    void isOnALaterPageIfMoreThanFiftyCameAfterIt() {
      share(other.username());
      String first = owners.shareOf(owner.person());
      clock.turn(Duration.ofMinutes(1));
      for (int i = 0; i < 50; i++) {
        owners.insertShare(owner, other, clock.instant());
      }
      Page page = owner.browser().get("/studies/shared");
      assertThat(page.body()).doesNotContain(first);
      String next = Jsoup.parse(page.body()).select(".pager a").attr("href");
      assertThat(Jsoup.parse(page.body()).select("li.row")).hasSize(50);
      Document last = Jsoup.parse(owner.browser().get(next).body());
      assertThat(last.select("li.row")).hasSize(1);
      assertThat(last.html()).contains(first).doesNotContain("You have not shared anything");
      assertThat(last.select(".pager a").eachAttr("href")).containsExactly("/studies/shared");
      String after = last.select("form input[name=after]").val();
      Page sent = owner.browser().post("/studies/shared/withdraw", "id", first, "after", after);
      Page done = owner.browser().get(sent.location());
      assertThat(done.text()).contains("Withdrawn");
      assertThat(Jsoup.parse(done.body()).select("li.row")).hasSize(1);
      assertThat(owner.browser().get("/studies/shared?after=nonsense").body())
          .doesNotContain(first);
    }

    @Test
    void isFoundByAddressInAnySpelling() {
      share(other.email().toUpperCase(Locale.ROOT));
      assertThat(status(signedIn(other), owner.uid())).isEqualTo(200);
    }

    @Test
    void isAskedForWhenANameIsTyped() {
      Page page = share("Person");
      assertThat(page.status()).isEqualTo(422);
      assertThat(page.text()).contains("Too many names begin like this");
      rows.update(
          "update account set name = 'Zebedee Quillfeather' where id = ?", other.id().value());
      Person namesake = people.byEmail();
      rows.update(
          "update account set name = 'Zebedee Quillfeather-Ash' where id = ?",
          namesake.id().value());
      Page which = share("quill zeb");
      assertThat(which.text()).contains("Choose whom you mean").contains("Zebedee Quillfeather");
      assertThat(shares()).isZero();
      assertThat(share("", "to", "account:" + other.id()).status()).isEqualTo(302);
      assertThat(status(signedIn(other), owner.uid())).isEqualTo(200);
    }

    @Test
    void isShownBeforeAnythingIsShared() {
      rows.update(
          "update account set name = 'Leocadia Wrenfield' where id = ?", other.id().value());
      UUID practice = UUID.randomUUID();
      rows.update(
          "insert into care_group (id, name, name_key, kind, created_at) values (?, ?, ?, 'practice', now())",
          practice,
          "Practice " + practice,
          "practice " + practice);
      rows.update(
          "insert into group_member (group_id, account_id, joined_at, confirmed_until) values (?, ?, now(), now() + interval '100 years')",
          practice,
          other.id().value());
      for (String typed : List.of(other.username(), other.email(), "leocadia wren")) {
        Page page = owners.shareOnce(owner.browser(), typed, List.of(owner.uid()));
        assertThat(page.status()).as(typed).isEqualTo(422);
        assertThat(page.text())
            .as(typed)
            .contains("Nothing is shared yet. If you mean Leocadia Wrenfield, press Share.")
            .contains("Colleague, Practice " + practice);
        assertThat(Jsoup.parse(page.body()).select("input[name=to][checked]").val())
            .isEqualTo("account:" + other.id());
      }
      assertThat(shares()).isZero();
      assertThat(share(other.username()).status()).isEqualTo(302);
      assertThat(shares()).isEqualTo(1);
    }

    @Test
    void isNotTheSharer() {
      assertThat(share(owner.person().username()).text()).contains("That is you");
      assertThat(share(owner.person().email()).text()).contains("That is you");
      assertThat(shares()).isZero();
    }

    @Test
    void isSharedOnceByARepeatedForm() {
      String request = UUID.randomUUID().toString();
      assertThat(share(other.username(), "request", request).status()).isEqualTo(302);
      assertThat(share(other.username(), "request", request).location())
          .isEqualTo("/studies/shared?done=" + owners.shareOf(owner.person()));
      assertThat(shares()).isEqualTo(1);
    }

    @Test
    void isNotTakenForAnotherIfItsFormHasNoId() {
      assertThat(share(other.username(), "request", "").status()).isEqualTo(302);
      Person third = people.byEmail();
      assertThat(share(third.username(), "request", "").status()).isEqualTo(302);
      assertThat(shares()).isEqualTo(2);
    }

    @Test
    void isSaidIfTheyHaveItAlready() {
      share(other.username());
      Page again = share(other.username());
      assertThat(owner.browser().get(again.location()).text())
          .contains("already shared with this receiver");
    }

    @Test
    void endsWhenWithdrawnAndAtItsEnd() {
      share(other.username());
      Browser receiver = signedIn(other);
      assertThat(status(receiver, owner.uid())).isEqualTo(200);
      owner.browser().get("/studies/shared");
      owner.browser().post("/studies/shared/withdraw", "id", owners.shareOf(owner.person()));
      assertThat(status(receiver, owner.uid())).isEqualTo(404);
    }

    @Test
    void ofSeveralStudiesCanBeWithdrawnOneByOne() {
      TestStudy second = owners.another(owner, new TestStudy());
      Page done =
          owners.share(
              owner.browser(),
              other.username(),
              List.of(owner.uid(), second.uid()),
              Owner.period(today, 7));
      assertThat(done.status()).as(done.text()).isEqualTo(302);
      Browser receiver = signedIn(other);
      owner.browser().get("/studies/shared");
      owner
          .browser()
          .post(
              "/studies/shared/withdraw",
              "id",
              owners.shareOf(owner.person()),
              "study",
              second.uid().value());
      assertThat(status(receiver, owner.uid())).isEqualTo(200);
      assertThat(status(receiver, second.uid())).isEqualTo(404);
    }

    @Test
    void isExtendedWithinTheMaximum() {
      share(other.username());
      owner.browser().get("/studies/shared");
      String id = owners.shareOf(owner.person());
      for (String until :
          List.of(
              today.plusDays(3).toString(), today.plusDays(366).toString(), "+999999999-12-31")) {
        Page no = owner.browser().post("/studies/shared/extend", "id", id, "until", until);
        assertThat(no.status()).as(until).isEqualTo(422);
      }
      Page yes =
          owner
              .browser()
              .post("/studies/shared/extend", "id", id, "until", today.plusDays(30).toString());
      assertThat(owner.browser().get(yes.location()).text()).contains("Extended.");
      Page twice =
          owner
              .browser()
              .post("/studies/shared/extend", "id", id, "until", today.plusDays(30).toString());
      assertThat(owner.browser().get(twice.location()).text()).contains("Extended.");
      assertThat(owner.browser().get("/studies/shared?done=mailed&to=" + id).text())
          .as("an account has no link")
          .doesNotContain("A new link was sent");
      assertThat(
              rows.query(
                  "select id from audit_event where type = 'ShareEvent.Extended' and account_id = ?",
                  owner.person().id().value()))
          .hasSize(1);
    }

    @Test
    void canBeginLater() {
      owners.share(
          owner.browser(),
          other.username(),
          List.of(owner.uid()),
          Owner.period(today.plusDays(2), 7));
      assertThat(status(signedIn(other), owner.uid())).isEqualTo(404);
      assertThat(owner.browser().get("/studies/shared").text()).contains("Begins later");
      Received notice =
          Inbox.next(other.email(), mail -> String.valueOf(mail.subject()).contains("shared with"));
      assertThat(notice.text()).contains("From").contains(String.valueOf(today.getYear()));
      String to = "later" + System.nanoTime() + "@elsewhere.example";
      owners.share(owner.browser(), to, List.of(owner.uid()), Owner.period(today.plusDays(2), 7));
      assertThat(Inbox.next(to).text()).contains("does not work yet: it works from");
    }
  }

  @Nested
  class WithPeopleOutside {
    @Autowired OutsideShares outside;

    private final String to = "outside" + System.nanoTime() + "@elsewhere.example";

    private static boolean isOfOutside(Received mail) {
      return String.valueOf(mail.subject()).startsWith("Studies were shared outside");
    }

    @Test
    void N13_isToldToTheSharerAtOnceAndThenByTheHour() {
      share(to);
      Received first = Inbox.next(owner.person().email(), WithPeopleOutside::isOfOutside);
      assertThat(first.text())
          .contains("Shares with e-mail addresses: 1", "Studies in them: 1", "This wasn’t me")
          .doesNotContain("Vanderquill")
          .doesNotContain(to);
      share("second" + to);
      share("third" + to);
      share(other.username());
      outside.tellDue();
      assertThat(Inbox.left(owner.person().email())).noneMatch(WithPeopleOutside::isOfOutside);
      clock.turn(Duration.ofMinutes(61));
      outside.tellDue();
      assertThat(Inbox.next(owner.person().email(), WithPeopleOutside::isOfOutside).text())
          .contains("Shares with e-mail addresses: 2", "Studies in them: 2");
      clock.turn(Duration.ofMinutes(61));
      outside.tellDue();
      assertThat(rows.query("select from outside_share where account_id = ?", id()))
          .as("nothing more to tell")
          .isEmpty();
    }

    @Test
    void N13_isEndedAndUndoneIfTheSharerReportsTheSession() {
      for (String made : List.of("extended", "mailed", "unlocked")) {
        share(made + to);
      }
      String extended = shareWith("extended" + to);
      String mailed = shareWith("mailed" + to);
      String unlocked = shareWith("unlocked" + to);
      rows.update(
          "update share_link set locked_at = now(), wrong_codes = 5 where share_id = ?::uuid",
          unlocked);
      Object end = end(extended);
      Inbox.next("mailed" + to);
      String own = session("");
      Browser thief = signedIn(owner.person());
      owners.share(thief, "stolen" + to, List.of(owner.uid()), Owner.period(today, 7));
      String until = today.plusDays(300).toString();
      thief.post("/studies/shared/extend", "id", extended, "until", until);
      thief.post("/studies/shared/extend", "id", extended, "until", today.plusDays(301).toString());
      thief.post("/studies/shared/mail", "id", mailed);
      thief.post("/studies/shared/unlock", "id", unlocked);
      String link = Owner.link("mailed" + to);
      String stolen = Owner.link("stolen" + to);
      Browser guest = new Browser(port);
      assertThat(guest.follow(guest.get(link)).status()).as("before").isEqualTo(200);
      assertThat(end(extended)).isNotEqualTo(end);
      owner.browser().post("/settings/history/not-me", "id", session(own));
      assertThat(end(extended)).as("as before").isEqualTo(end);
      for (String token : List.of(link, stolen)) {
        Browser late = new Browser(port);
        assertThat(late.follow(late.get(token)).status()).isEqualTo(410);
      }
      assertThat(
              rows.query(
                  "select from share_link where share_id = ?::uuid and locked_at is not null",
                  unlocked))
          .hasSize(1);
      assertThat(rows.events(owner.person().id(), "ShareEvent.Undone")).isEqualTo(3);
    }

    private UUID id() {
      return owner.person().id().value();
    }

    /** The open session of the sharer that is not this one. */
    private String session(String other) {
      return String.valueOf(
          rows.query(
                  "select id from sign_in where account_id = ? and state = 'complete' and id::text <> ?",
                  id(),
                  other)
              .getFirst()
              .get("id"));
    }

    private String shareWith(String address) {
      return String.valueOf(
          rows.query("select id from share where email = ?", address).getFirst().get("id"));
    }

    private Object end(String share) {
      return Objects.requireNonNull(
          rows.query("select expires_at from share where id = ?::uuid", share)
              .getFirst()
              .get("expires_at"));
    }

    @Test
    void warnsTheAdminsAtFourFifthsOfEveryLimitOfAPerson() {
      // The limits are looked at every few seconds, and told to those who are admins then.
      Person admin = people.admin();
      AccountId one = people.byEmail().id();
      Receiver outsider = new Receiver.Address(to);
      for (int i = 0; i < 40; i++) {
        transaction.executeWithoutResult(status -> limits.takeShare(one, outsider));
      }
      assertThat(
              rows.query(
                  "select name, warn_at from rate_limit where subject = ? order by name",
                  one.toString()))
          .containsExactly(
              Map.of("name", "share-day", "warn_at", 80),
              Map.of("name", "share-mail-day", "warn_at", 40));
      assertThat(Inbox.next(admin.email(), mail -> mail.text().contains("share-mail-day")).text())
          .contains("Four fifths of a limit are used", "40 of 50");
    }
  }

  @Nested
  class WithTheWrongReceiver {
    @Test
    void isNoneIfOneIsChosenAndAnotherTyped() {
      String chosen = "account:" + other.id();
      Person typed = people.byEmail();
      Page page = share(typed.username(), "to", chosen);
      assertThat(page.status()).isEqualTo(422);
      assertThat(page.text())
          .contains(
              "but typed “" + typed.username() + "”. Nothing was shared: choose whom you mean");
      assertThat(page.body())
          .contains("value=\"" + chosen + "\"", "value=\"account:" + typed.id() + "\"")
          .doesNotContain("value=\"" + typed.username() + "\"");
      assertThat(share("nobody at all", "to", chosen).status()).isEqualTo(422);
      assertThat(shares()).isZero();
    }

    @Test
    void isTheChosenOneIfTheTextMeansIt() {
      rows.update(
          "update account set name = 'Thaddeus Quillwick' where id = ?", other.id().value());
      assertThat(share("quillw", "to", "account:" + other.id()).status()).isEqualTo(302);
      assertThat(status(signedIn(other), owner.uid())).isEqualTo(200);
    }

    @Test
    void isNoGroupWithoutMembers() {
      UUID group = UUID.randomUUID();
      String name = "Cardiolgy " + group;
      rows.update(
          "insert into care_group (id, name, name_key, kind, created_at) values (?, ?, ?, 'practice', now())",
          group,
          name,
          name);
      assertThat(share(name).text()).contains("No colleague or group has this name");
      assertThat(share("", "to", "group:" + group).text()).contains("no longer there");
      rows.update(
          "insert into group_member (group_id, account_id, joined_at, confirmed_until) values (?, ?, now(), now() + interval '100 years')",
          group,
          other.id().value());
      assertThat(share("", "to", "group:" + group).status()).isEqualTo(302);
    }
  }

  @Nested
  class WithAGroup {
    private final UUID group = UUID.randomUUID();

    private void join(Person person) {
      rows.update(
          "insert into group_member (group_id, account_id, joined_at, confirmed_until) values (?, ?, now(), now() + interval '100 years')",
          group,
          person.id().value());
    }

    @BeforeEach
    void ofTheOwnerAndAnother() {
      rows.update(
          "insert into care_group (id, name, name_key, kind, created_at) values (?, ?, ?, 'practice', now())",
          group,
          "Practice " + group,
          "practice " + group);
      join(owner.person());
      join(other);
    }

    @Test
    void isFirstOpenedBySomebodyElseThanTheSharer() {
      assertThat(owner.browser().get(Owner.path(List.of(owner.uid()))).text())
          .as("how many")
          .contains("Practice " + group, "Group, 2 members");
      share("", "to", "group:" + group);
      assertThat(status(owner.browser(), owner.uid())).isEqualTo(200);
      assertThat(opened()).isEmpty();
      assertThat(status(signedIn(other), owner.uid())).isEqualTo(200);
      assertThat(opened()).hasSize(1);
    }

    @Autowired Groups groups;
    @Autowired GroupChanges memberships;

    @Test
    void N12_whatAMemberSharedDoesNotComeBackWithTheMembership() {
      Browser member = signedIn(other);
      Person third = people.byEmail();
      Person fourth = people.byEmail();
      shareBy(member, third);
      Browser receiver = signedIn(third);
      assertThat(status(receiver, owner.uid())).isEqualTo(200);
      Group practice = groups.find(new GroupId(group)).orElseThrow();
      Actor admin = new Actor(null, "a.admin", "on leave");
      memberships.remove(practice, other.id(), admin, Origin.COMMAND_LINE);
      assertThat(status(receiver, owner.uid())).isEqualTo(404);
      memberships.add(practice, other.id(), admin, Origin.COMMAND_LINE);
      assertThat(status(member, owner.uid())).as("the member has it again").isEqualTo(200);
      assertThat(status(receiver, owner.uid())).as("ended is ended").isEqualTo(404);
      shareBy(member, fourth);
      receiver = signedIn(fourth);
      assertThat(status(receiver, owner.uid())).isEqualTo(200);
      rows.update(
          "update group_member set confirmed_until = ? where group_id = ? and account_id = ?",
          Timestamp.from(clock.instant().plus(Duration.ofMinutes(5))),
          group,
          other.id().value());
      clock.turn(Duration.ofMinutes(6));
      assertThat(status(receiver, owner.uid())).as("it lapsed").isEqualTo(404);
      memberships.confirm(practice, other.id(), admin, Origin.COMMAND_LINE);
      assertThat(status(member, owner.uid())).as("confirmed again").isEqualTo(200);
      assertThat(status(receiver, owner.uid())).as("ended is ended").isEqualTo(404);
      assertThat(member.get("/studies/shared").text())
          .contains("Nothing is shared now", "It does not come back");
    }

    private void shareBy(Browser member, Person receiver) {
      Page done =
          owners.share(member, receiver.username(), List.of(owner.uid()), Owner.period(today, 7));
      assertThat(done.status()).as(done.text()).isEqualTo(302);
    }

    @Test
    void isWithdrawnFromAllOfItAndSaysSoBefore() {
      share("", "to", "group:" + group);
      Document mine = Jsoup.parse(owner.browser().get("/studies/shared").body());
      mine.select(".hidden-visually").remove();
      assertThat(mine.select("form[action$=/withdraw] button").text())
          .isEqualTo("Withdraw from all of Practice " + group);
      assertThat(mine.select("form[action$=/withdraw] p").text())
          .isEqualTo("Nobody in Practice " + group + " sees this study by this share any more.");
      Document access =
          Jsoup.parse(owner.browser().get("/studies/" + owner.uid() + "/access").body());
      access.select(".hidden-visually").remove();
      assertThat(access.select("form[action$=/withdraw] button").eachText())
          .isNotEmpty()
          .allMatch(("Withdraw from all of Practice " + group)::equals);
      assertThat(access.select("form[action$=/withdraw] p").text())
          .contains("This ends the share with the whole group, not only with this member");
    }

    private List<?> opened() {
      return rows.query(
          "select share_id from share_study where share_id = ?::uuid and opened_at is not null",
          owners.shareOf(owner.person()));
    }

    @Test
    void notifiesOnlyThoseWhoSeeIt() {
      Person patient = people.add("email", true, false, "patient");
      Person gone = people.byEmail();
      join(patient);
      join(gone);
      rows.update("update account set disabled_at = now() where id = ?", gone.id().value());
      share("", "to", "group:" + group);
      Inbox.next(other.email(), it -> String.valueOf(it.subject()).contains("shared with you"));
      assertThat(Inbox.left(patient.email())).isEmpty();
      assertThat(Inbox.left(gone.email())).isEmpty();
    }
  }

  @Nested
  class ChosenStudies {
    @Test
    void areNeverThoseOfAnEarlierForm() {
      owner.browser().get(Owner.path(List.of(owner.uid())));
      List<StudyUid> many = Stream.generate(() -> new TestStudy().uid()).limit(21).toList();
      Page page = owner.browser().get(Owner.path(many));
      assertThat(page.status()).isEqualTo(404);
      assertThat(page.body()).doesNotContain(owner.uid().value());
    }

    @Test
    void areTwentyAtMost() {
      owner.browser().get("/studies");
      List<String> fields = new ArrayList<>(List.of("action", "share"));
      for (int i = 0; i < 21; i++) {
        fields.addAll(List.of("study-" + i, new TestStudy().uid().value()));
      }
      Page page = owner.browser().post("/studies/selected", fields.toArray(String[]::new));
      assertThat(page.status()).isEqualTo(422);
      assertThat(page.text()).contains("at most 20 studies can be shared at once");
    }

    @Test
    void areNotThoseOfThePersonBefore() {
      owner.browser().get(Owner.path(List.of(owner.uid())));
      Browser next = signedIn(other);
      next.setCookie("__Host-sharing", owner.browser().cookie("__Host-sharing"));
      assertThat(next.get("/studies/share").location()).isEqualTo("/studies/shared");
      assertThat(owner.browser().get("/studies/share").status()).isEqualTo(200);
    }

    @Test
    void areForgottenOnceShared() {
      share(other.username());
      assertThat(owner.browser().get("/studies/share").location()).isEqualTo("/studies/shared");
    }
  }

  @Nested
  class TermsOfAShare {
    @Test
    void areCheckedAtTheServer() {
      for (String[] period :
          new String[][] {
            {"from", today.minusDays(1).toString(), "until", today.plusDays(1).toString()},
            {"from", today.toString(), "until", today.minusDays(1).toString()},
            {"from", today.toString(), "until", today.plusDays(400).toString()},
            {"from", "tomorrow", "until", today.plusDays(1).toString()}
          }) {
        Page page = owners.share(owner.browser(), other.username(), List.of(owner.uid()), period);
        assertThat(page.status()).as(String.join(" ", period)).isEqualTo(422);
      }
      assertThat(shares()).isZero();
    }

    @Test
    void allowSharingOnwardOnlyIfTheSharerSaysSo() {
      share(other.username());
      Browser receiver = signedIn(other);
      assertThat(receiver.get(Owner.path(List.of(owner.uid()))).text())
          .contains("You cannot share this study");
      Page posted =
          receiver.post(
              "/studies/share",
              Owner.fields(
                  people.byEmail().username(), List.of(owner.uid()), Owner.period(today, 1)));
      assertThat(posted.text()).doesNotContain("Shared with");
      assertThat(rows.query("select id from share where sharer_id = ?", other.id().value()))
          .isEmpty();
    }

    @Test
    void ofASharedOnwardEndWithTheParent() {
      share(other.username(), "onward", "yes");
      Browser receiver = signedIn(other);
      Person third = people.byEmail();
      Page onward =
          owners.share(
              receiver,
              third.username(),
              List.of(owner.uid()),
              Owner.period(today, 3, "report", "yes"));
      assertThat(onward.status()).isEqualTo(302);
      Browser last = signedIn(third);
      assertThat(status(last, owner.uid())).isEqualTo(200);
      owner.browser().get("/studies/shared");
      owner.browser().post("/studies/shared/withdraw", "id", owners.shareOf(owner.person()));
      assertThat(status(last, owner.uid())).isEqualTo(404);
    }

    @Test
    void onwardAreNeitherLongerNorWiderThanTheParent() {
      share(other.username(), "onward", "yes");
      Browser receiver = signedIn(other);
      Page longer =
          owners.share(
              receiver, people.byEmail().username(), List.of(owner.uid()), Owner.period(today, 8));
      assertThat(longer.status()).isEqualTo(422);
      Person third = people.byEmail();
      owners.share(
          receiver,
          third.username(),
          List.of(owner.uid()),
          Owner.period(today, 2, "report", "yes"));
      assertThat(
              rows.query("select with_report from share where account_id = ?", third.id().value()))
          .singleElement()
          .extracting(row -> row.get("with_report"))
          .isEqualTo(false);
    }
  }

  @Nested
  class SearchingForPeople {
    @Test
    void findsNoPatientByNameUsernameOrAddress() {
      Person patient = people.add("email", true, false, "patient");
      rows.update(
          "update account set name = 'Ottoline Marrowby' where id = ?", patient.id().value());
      assertThat(share("Ottoline").text()).contains("No colleague or group has this name");
      assertThat(share(patient.username()).text()).contains("No colleague or group has this name");
      assertThat(share("", "to", "account:" + patient.id()).text()).contains("no longer there");
      assertThat(share("somebody" + patient.email()).status())
          .isEqualTo(share(patient.email()).status());
      Page page = owner.browser().get("/studies/shared");
      assertThat(page.text()).doesNotContain("Ottoline");
    }

    @Test
    void tellsAPatientOfNoUsernameAndNoAddressOfAnAccount() {
      rows.update(
          "update account set name = 'Perpetua Thistledown' where id = ?", other.id().value());
      rows.update("update account set role = 'patient' where id = ?", owner.person().id().value());
      rows.update(
          "insert into patient_number (account_id, issuer, number) select ?, issuer, number from study_patient where study_uid = ? on conflict do nothing",
          owner.person().id().value(),
          owner.uid().value());
      assertThat(owner.browser().get(Owner.path(List.of(owner.uid()))).text())
          .contains("Name or e-mail address")
          .doesNotContain("username");
      assertThat(share(other.username()).text())
          .isEqualTo(share("nobody" + System.nanoTime()).text().replaceAll("nobody\\d+", ""))
          .contains("No colleague or group has this name");
      Page known = share(other.email());
      assertThat(known.status()).as(known.text()).isEqualTo(302);
      assertThat(owner.browser().get(known.location()).text())
          .contains("Shared with " + other.email())
          .doesNotContain("Perpetua");
      assertThat(share("perpetua").status()).as("by name").isEqualTo(302);
    }

    @Test
    void saysThatAnAddressIsNotWhole() {
      assertThat(share("guest@practice").text()).contains("This is not a whole e-mail address");
    }

    @Test
    void takesWildcardsLiterally() {
      for (String typed : List.of("%%%", "___", "Pers%")) {
        assertThat(share(typed).text()).contains("No colleague or group has this name");
      }
    }

    @Test
    void isLimited() {
      Page last = owner.browser().get(Owner.path(List.of(owner.uid())));
      for (int i = 0; i < 61; i++) {
        last =
            owner
                .browser()
                .post("/studies/share", Owner.fields("nobody " + i, List.of(owner.uid())));
      }
      assertThat(last.text()).contains("You searched for many names");
    }
  }

  @Nested
  class Refuses {
    @Test
    void aStudyOfSomebodyElseLikeAnUnknownOne() {
      Owner.Signed stranger = owners.signedIn(port);
      for (String path : List.of("/studies/share?study=", "/studies/reference?study=")) {
        Page foreign = stranger.browser().get(path + owner.uid());
        Page unknown = stranger.browser().get(path + new TestStudy().uid());
        assertThat(foreign.status()).isEqualTo(404);
        assertThat(foreign.text()).isEqualTo(unknown.text());
      }
      assertThat(stranger.browser().get("/studies/share").location()).isEqualTo("/studies/shared");
    }

    @Test
    void toTouchTheShareOfSomebodyElse() {
      share(other.username());
      String id = owners.shareOf(owner.person());
      Owner.Signed stranger = owners.signedIn(port);
      stranger.browser().get("/studies/shared");
      for (String act : List.of("withdraw", "unlock", "mail", "extend")) {
        assertThat(
                stranger
                    .browser()
                    .post("/studies/shared/" + act, "id", id, "until", today.plusDays(9).toString())
                    .status())
            .as(act)
            .isEqualTo(404);
      }
      assertThat(status(signedIn(other), owner.uid())).isEqualTo(200);
    }

    @Test
    void anAddressWithoutAFreshSecondFactor() {
      clock.turn(Duration.ofMinutes(6));
      Page page = share("somebody" + System.nanoTime() + "@elsewhere.example");
      assertThat(page.status()).isEqualTo(422);
      assertThat(page.text()).contains("Confirm first that it is you");
      assertThat(shares()).isZero();
    }

    @Test
    void Rule28_aColleagueWithoutARecentSecondFactorAndSharesAfterIt() {
      clock.turn(Duration.ofMinutes(15).minusMillis(1));
      assertThat(share(people.byEmail().username()).status()).as("recent").isEqualTo(302);
      clock.turn(Duration.ofMillis(1));
      Page page = share(other.username(), "message", "the left knee");
      assertThat(page.status()).isEqualTo(422);
      assertThat(page.text()).contains("Confirm first that it is you: sharing needs your second");
      assertThat(shares()).isEqualTo(1);
      confirm();
      Page kept = owner.browser().get("/studies/share");
      assertThat(kept.body()).contains("the left knee");
      assertThat(kept.text()).contains("check the form, then press Share.");
      assertThat(share("", "to", "account:" + other.id()).status()).isEqualTo(302);
      assertThat(shares()).isEqualTo(2);
    }

    @Test
    void G06_aColleagueInASessionOfARememberedBrowser() {
      Browser browser = owner.browser();
      clock.turn(Duration.ofSeconds(30));
      browser.get("/studies");
      browser.post("/logout");
      browser.signIn(owner.person().username(), People.PASSWORD);
      browser.post("/login/code", "code", Inside.code(owner.person().email()), "remember", "yes");
      browser.get("/studies");
      browser.post("/logout");
      browser.signIn(owner.person().username(), People.PASSWORD);
      Page page = share(other.username());
      assertThat(page.text()).contains("Confirm first that it is you");
      assertThat(shares()).isZero();
    }

    @Test
    void Rule28_toExtendTheShareOfAColleagueWithoutARecentSecondFactor() {
      share(other.username());
      String id = owners.shareOf(owner.person());
      clock.turn(Duration.ofMinutes(16));
      String[] form = {"id", id, "until", today.plusDays(30).toString()};
      assertThat(owner.browser().post("/studies/shared/extend", form).text())
          .contains("Confirm first that it is you");
      confirm();
      owner.browser().get("/studies/shared");
      assertThat(owner.browser().post("/studies/shared/extend", form).location())
          .endsWith("done=extended");
    }

    /** Presses "Confirm now" and gives the second factor. */
    private void confirm() {
      Browser browser = owner.browser();
      String email = owner.person().email();
      assertThat(browser.post("/settings/begin", "change", "sharing").location())
          .endsWith("/settings/confirm");
      browser.get("/settings/confirm");
      assertThat(browser.post("/settings/confirm", "code", Inside.code(email)).location())
          .endsWith("/studies/share");
    }

    @Test
    void toExtendOrMailTheShareOfAnAddressWithoutAFreshSecondFactor() {
      String to = "stays" + System.nanoTime() + "@elsewhere.example";
      share(to);
      Inbox.next(to);
      String id = owners.shareOf(owner.person());
      clock.turn(Duration.ofMinutes(6));
      for (String act : List.of("mail", "extend")) {
        Page page =
            owner
                .browser()
                .post("/studies/shared/" + act, "id", id, "until", today.plusDays(30).toString());
        assertThat(page.status()).as(act).isEqualTo(422);
        assertThat(page.text()).as(act).contains("Confirm first that it is you");
      }
      assertThat(Inbox.left(to)).isEmpty();
      assertThat(owner.browser().get("/studies/share").location()).isEqualTo("/studies/shared");
    }

    @Test
    void everythingThatOpensMoreWhileTheAccountIsLocked() {
      String to = "locked" + System.nanoTime() + "@elsewhere.example";
      share(to);
      Inbox.next(to);
      String id = owners.shareOf(owner.person());
      owner.browser().get("/studies/shared");
      rows.update("update account set locked_at = now() where id = ?", owner.person().id().value());
      for (String act : List.of("mail", "extend", "unlock")) {
        Page page =
            owner
                .browser()
                .post("/studies/shared/" + act, "id", id, "until", today.plusDays(30).toString());
        assertThat(page.status()).as(act).isEqualTo(422);
        assertThat(page.text()).as(act).contains("Your account is locked");
      }
      assertThat(Inbox.left(to)).isEmpty();
    }

    @Test
    void anAddressWithoutAFreshSecondFactorAndKeepsWhatWasTyped() {
      clock.turn(Duration.ofMinutes(6));
      String to = "kept" + System.nanoTime() + "@elsewhere.example";
      share(to, "message", "Please see the left knee & call me");
      assertThat(owner.browser().get(Owner.path(List.of(owner.uid()))).body())
          .contains(to, "Please see the left knee &amp; call me");
      assertThat(owner.browser().get(Owner.path(List.of(owner.uid()))).text())
          .as("not confirmed yet")
          .doesNotContain("Nothing is shared yet");
      rows.update(
          "update sign_in set factor_at = ? where account_id = ?",
          Timestamp.from(clock.instant()),
          owner.person().id().value());
      assertThat(owner.browser().get(Owner.path(List.of(owner.uid()))).text())
          .contains("Nothing is shared yet: check the form, then press Share.");
      TestStudy other = owners.another(owner, new TestStudy());
      assertThat(owner.browser().get(Owner.path(List.of(other.uid()))).body())
          .as("for another study")
          .doesNotContain(to);
      owner.browser().setCookie("__Host-share-form", "AmsxAAAA");
      assertThat(owner.browser().get(Owner.path(List.of(owner.uid()))).body())
          .as("an altered cookie")
          .contains("name=\"recipient\"")
          .doesNotContain(to);
    }
  }

  @Test
  void K05_scriptInAMessageOrNameIsText() {
    rows.update(
        "update account set name = ? where id = ?",
        "<img src=x onerror=alert(1)>\r\nBcc: x@evil.example",
        owner.person().id().value());
    String to = "k05" + System.nanoTime() + "@elsewhere.example";
    share(to, "message", "<script>alert('x')</script>\r\nSubject: y");
    Received mail = Inbox.next(to);
    assertThat(mail.html()).doesNotContain("<img src=x").doesNotContain("<script>");
    assertThat(mail.raw()).doesNotContain("\nBcc:").doesNotContain("alert('x')");
    assertThat(mail.subject()).startsWith("Images for you");
    Page mine = owner.browser().get("/studies/shared");
    assertThat(mine.body()).doesNotContain("<script>alert").contains("&lt;script&gt;");
  }

  @Test
  void mailsAndCodesOfSharesHaveAShareOfTheirOwn() {
    rows.update("delete from rate_limit where name = 'destination'");
    String to = "own" + System.nanoTime() + "@elsewhere.example";
    share(to);
    Browser guest = new Browser(port);
    guest.follow(guest.get(Owner.link(to)));
    assertThat(guest.post("/shared").location()).isEqualTo("/shared/code");
    assertThat(
            rows.query(
                "select share, sum(used) as used from rate_limit where name = 'destination' and share <> 'owner-notice' group by share"))
        .containsExactly(Map.of("share", "shared-link", "used", 2L));
  }

  @Test
  void addressesWithLineBreaksAreNone() {
    Page page = share("a@b.example\r\nBcc: c@d.example");
    assertThat(page.status()).isEqualTo(422);
    assertThat(shares()).isZero();
  }

  @Test
  void aDisabledAccountKeepsSharesWithColleaguesAndNoLinks() {
    String to = "gone" + System.nanoTime() + "@elsewhere.example";
    share(to);
    String link = Owner.link(to);
    share(other.username());
    disabling.disable(owner.person().id(), "a test", "has left", Origin.COMMAND_LINE);
    assertThat(status(signedIn(other), owner.uid())).isEqualTo(200);
    Browser guest = new Browser(port);
    assertThat(guest.follow(guest.get(link)).status()).isEqualTo(410);
  }

  @Test
  void whoNoLongerSeesStudiesKeepsNoLinks() {
    String to = "role" + System.nanoTime() + "@elsewhere.example";
    share(to);
    String link = Owner.link(to);
    transaction.executeWithoutResult(
        status ->
            events.publish(
                new AccountEvent.RoleChanged(owner.person().id(), "physician", "helpdesk"),
                Origin.COMMAND_LINE));
    Browser guest = new Browser(port);
    assertThat(guest.follow(guest.get(link)).status()).isEqualTo(410);
  }

  @Test
  void whoNoLongerSeesStudiesKeepsNoConfirmedNamesAndMails() {
    UUID id = owner.person().id().value();
    rows.update(
        "insert into confirmed_name (account_id, name, confirmed_by, confirmed_at) values (?, ?, 'a.admin', now())",
        id,
        "Leaving^" + owner.person().username());
    rows.update("insert into study_mail (account_id, told_until) values (?, now())", id);
    transaction.executeWithoutResult(
        status ->
            events.publish(
                new AccountEvent.RoleChanged(owner.person().id(), "physician", "helpdesk"),
                Origin.COMMAND_LINE));
    assertThat(rows.query("select from confirmed_name where account_id = ?", id)).isEmpty();
    assertThat(rows.query("select from study_mail where account_id = ?", id)).isEmpty();
    assertThat(rows.events(owner.person().id(), "AccountEvent.NameWithdrawn")).isEqualTo(1);
  }

  @Test
  void aFavouriteIsUsedByEachShare() {
    share(other.username(), "keep", "yes");
    rows.update(
        "update share_favourite set used_at = used_at - interval '1 year' where owner_id = ?",
        owner.person().id().value());
    share(other.username());
    assertThat(
            rows.query(
                "select from share_favourite f join share h on h.sharer_id = f.owner_id where f.owner_id = ? and f.used_at >= h.shared_at",
                owner.person().id().value()))
        .isNotEmpty();
  }

  @Test
  void aFavouriteWhoCanReceiveNothingAnyMoreCanBeRemoved() {
    share(other.username(), "keep", "yes");
    rows.update("update account set role = 'patient' where id = ?", other.id().value());
    assertThat(owner.browser().get("/studies/shared").body())
        .doesNotContain("account:" + other.id());
    owner.browser().post("/studies/shared/forget", "id", "account:" + other.id());
    assertThat(
            rows.query(
                "select id from share_favourite where owner_id = ?", owner.person().id().value()))
        .isEmpty();
  }

  @Test
  void codesBySmsForTheSharesOfOnePersonAreLimited() {
    AccountId one = people.byEmail().id();
    int most = 0;
    while (takesCode(one, most)) {
      most++;
    }
    assertThat(most).isEqualTo(40);
    assertThat(takesCode(people.byEmail().id(), 0)).isTrue();
    rows.update("delete from rate_limit where name = 'share-sms-day'");
  }

  @Test
  void C08_codesBySmsToNumbersThatBeginAlikeAreLimitedLikeThoseOfSignIns() {
    AccountId one = people.byEmail().id();
    assertThat(takesCode(one, "+37281000001")).isTrue();
    for (String limit : List.of("sms-prefix-hour", "sms-prefix-day")) {
      setUsed(limit, "max_uses");
      assertThat(takesCode(one, "+37281000002")).as(limit).isFalse();
      assertThat(takesCode(one, "+37181000002")).as("of another prefix").isTrue();
      setUsed(limit, "0");
      assertThat(takesCode(one, "+37281000002")).as("again").isTrue();
    }
    rows.update("delete from rate_limit where name = 'share-sms-day' or subject like '+37%'");
  }

  private void setUsed(String limit, String used) {
    rows.update(
        "update rate_limit set used = "
            + used
            + " where name = ? and share = 'anyone' and subject = '+372'",
        limit);
  }

  private boolean takesCode(AccountId sharer, int number) {
    return takesCode(sharer, String.format(Locale.ROOT, "+3247555%04d", number));
  }

  private boolean takesCode(AccountId sharer, String number) {
    return Objects.requireNonNull(
        transaction.execute(
            status ->
                limits.takeCode(sharer, new ShareId(UUID.randomUUID()), number, true).isEmpty()));
  }

  @Test
  void favouritesAreKeptAndRemoved() {
    share(other.username(), "keep", "yes");
    assertThat(owner.browser().get(Owner.path(List.of(owner.uid()))).body())
        .contains("account:" + other.id());
    owner.browser().get("/studies/shared");
    owner.browser().post("/studies/shared/forget", "id", "account:" + other.id());
    assertThat(
            rows.query(
                "select id from share_favourite where owner_id = ?", owner.person().id().value()))
        .isEmpty();
  }
}
