package org.sallyport.gate.selfservice.browsers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
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

/** The remembered browsers of an account, over HTTP. */
@SallyportTest
class BrowsersPageTest {
  private static final String PAGE = "/settings/browsers";

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;

  private Browser remembered(People.Person person) {
    clock.turn(Duration.ofSeconds(30));
    return Inside.remembered(port, person);
  }

  /** The browsers that still replace the second factor, oldest first. */
  private List<String> ids(People.Person person) {
    return rows
        .query(
            "select id from trusted_browser where account_id = ? and ended_at is null order by created_at",
            person.id().value())
        .stream()
        .map(row -> String.valueOf(row.get("id")))
        .toList();
  }

  /** Whether the password alone opens a session. */
  private boolean opens(Browser browser, People.Person person) {
    browser.post("/logout");
    clock.turn(Duration.ofSeconds(30));
    return !browser.signIn(person.username(), People.PASSWORD).text().contains("Enter the code");
  }

  @Nested
  class Rule22_TheSettingsListEachBrowserAndForgetIt {
    @Test
    void withFirstAndLastUseItsEndAndTheOneAtHandMarked() {
      People.Person person = people.bySms();
      remembered(person);
      Browser here = remembered(person);
      Browser.Page page = here.get(PAGE);
      assertThat(page.text())
          .containsOnlyOnce("This browser")
          .contains("First used", "Last used", "Ends", "Firefox", "127.0.0.1");
      assertThat(page.body()).contains(ids(person));
    }

    @Test
    void aForgottenOneAsksForACodeAgainAndTheOthersDoNot() {
      People.Person person = people.bySms();
      Browser first = remembered(person);
      Browser second = remembered(person);
      second.get(PAGE);
      Browser.Page done = second.post(PAGE + "/forget", "id", ids(person).getFirst());
      assertThat(second.follow(done).text()).contains("Forgotten.");
      first.get(PAGE);
      assertThat(opens(first, person)).isFalse();
      assertThat(opens(second, person)).isTrue();
    }

    @Test
    void allAreForgottenAtOnceAndTheSessionGoesOn() {
      People.Person person = people.bySms();
      Browser first = remembered(person);
      Browser second = remembered(person);
      second.get(PAGE);
      assertThat(second.follow(second.post(PAGE + "/forget-all")).text())
          .contains("No browser is remembered");
      first.get(PAGE);
      assertThat(opens(first, person)).isFalse();
      assertThat(opens(second, person)).isFalse();
    }

    @Test
    void anAdminSeesWhyThereIsNone() {
      People.Person admin = people.admin();
      assertThat(Inside.byEmail(port, admin).get(PAGE).text())
          .contains("No browser is remembered", "This account can act on other accounts")
          .doesNotContain("Tick", "your password alone");
    }

    @Test
    void nobodyForgetsTheBrowserOfAnother() {
      People.Person person = people.bySms();
      Browser theirs = remembered(person);
      Browser stranger = Inside.bySms(port, people.bySms());
      stranger.get(PAGE);
      Browser.Page answer = stranger.post(PAGE + "/forget", "id", ids(person).getFirst());
      assertThat(stranger.follow(answer).text()).doesNotContain("Forgotten.");
      theirs.get(PAGE);
      assertThat(opens(theirs, person)).isTrue();
    }
  }
}
