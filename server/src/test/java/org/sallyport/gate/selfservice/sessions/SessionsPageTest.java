package org.sallyport.gate.selfservice.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sallyport.gate.selfservice.Inside;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.Rows;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The open sessions of an account, over HTTP. */
@SallyportTest
class SessionsPageTest {
  private static final String PAGE = "/settings/sessions";

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;

  private Browser in(People.Person person) {
    clock.turn(Duration.ofSeconds(30));
    return Inside.bySms(port, person);
  }

  /** The open sessions, oldest first. */
  private List<String> ids(People.Person person) {
    return rows
        .query(
            "select id from sign_in where account_id = ? and state = 'complete' order by completed_at",
            person.id().value())
        .stream()
        .map(row -> String.valueOf(row.get("id")))
        .toList();
  }

  private static boolean isIn(Browser browser) {
    return browser.get(PAGE).status() == 200;
  }

  @Nested
  class Rule34_SessionsAreSeenAndEndedInTheSettings {
    @Test
    void theyAreListedWithTheOneAtHandMarkedAndNotToBeEnded() {
      People.Person person = people.bySms();
      in(person);
      Browser here = in(person);
      Browser.Page page = here.get(PAGE);
      List<String> ids = ids(person);
      assertThat(page.text()).containsOnlyOnce("This session").contains("Firefox");
      assertThat(Jsoup.parse(page.body()).select("form [name=id]").eachAttr("value"))
          .contains(ids.getFirst())
          .doesNotContain(ids.getLast());
    }

    @Test
    void anEndedOneIsOutAtItsNextRequestAndTheOthersGoOn() {
      People.Person person = people.bySms();
      Browser first = in(person);
      Browser second = in(person);
      Browser here = in(person);
      here.get(PAGE);
      Browser.Page done = here.post(PAGE + "/end", "id", ids(person).getFirst());
      assertThat(here.follow(done).text()).contains("Ended. Signed out there.");
      assertThat(first.get(PAGE).location()).endsWith("/login");
      assertThat(isIn(second)).isTrue();
      assertThat(isIn(here)).isTrue();
    }

    @Test
    void allOthersEndAtOnce() {
      People.Person person = people.bySms();
      Browser first = in(person);
      Browser second = in(person);
      Browser here = in(person);
      here.get(PAGE);
      here.post(PAGE + "/end-others");
      assertThat(isIn(first)).isFalse();
      assertThat(isIn(second)).isFalse();
      assertThat(isIn(here)).isTrue();
      assertThat(here.get(PAGE).body()).doesNotContain("end-others");
    }

    @Test
    void anotherOneBeyondTenEndsTheOneThatWasNotUsedForLongest() {
      People.Person person = people.bySms();
      Browser first = in(person);
      Browser second = in(person);
      for (int i = 0; i < 8; i++) {
        in(person);
      }
      assertThat(ids(person)).hasSize(10);
      in(person);
      assertThat(isIn(first)).isFalse();
      assertThat(isIn(second)).isTrue();
      assertThat(ids(person)).hasSize(10);
    }

    @Test
    void timedOutSessionIsNotListed() {
      People.Person person = people.bySms();
      in(person);
      String idle = ids(person).getFirst();
      clock.turn(Duration.ofMinutes(31));
      Browser here = in(person);
      assertThat(here.get(PAGE).body()).doesNotContain(idle);
    }

    @Test
    void nobodyEndsTheSessionOfAnother() {
      People.Person person = people.bySms();
      Browser theirs = in(person);
      Browser stranger = in(people.bySms());
      stranger.get(PAGE);
      Browser.Page answer = stranger.post(PAGE + "/end", "id", ids(person).getFirst());
      assertThat(stranger.follow(answer).text()).doesNotContain("Ended. Signed out there.");
      stranger.post(PAGE + "/end", "id", UUID.randomUUID().toString());
      assertThat(isIn(theirs)).isTrue();
      assertThat(rows.events(person.id(), "SignInEvent.Ended")).isZero();
    }

    @Test
    void whatStandsBetweenTheFactorsEndsWithTheOthers() {
      People.Person person = people.bySms();
      Browser here = in(person);
      clock.turn(Duration.ofSeconds(30));
      Browser half = new Browser(port);
      half.signIn(person.username(), People.PASSWORD);
      String code = Inside.code(person.phone());
      here.get(PAGE);
      here.post(PAGE + "/end-others");
      half.post("/login/code", "code", code);
      assertThat(half.cookie("__Host-sid")).isEmpty();
      assertThat(ids(person)).hasSize(1);
    }

    @Test
    void aLockLeavesThemAlone() {
      People.Person person = people.bySms();
      Browser here = in(person);
      rows.update(
          "update account set locked_at = '2026-11-24', wrong_codes = 5 where id = ?",
          person.id().value());
      assertThat(isIn(here)).isTrue();
    }
  }
}
