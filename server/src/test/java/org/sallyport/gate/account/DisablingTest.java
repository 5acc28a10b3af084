package org.sallyport.gate.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sallyport.gate.account.Disabling.StateChange;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.testing.People;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.Poll;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Inbox;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

@SallyportTest
class DisablingTest {
  private static final Origin ORIGIN = new Origin("203.0.113.24", "Firefox 145 on Windows");

  @Autowired Disabling disabling;
  @Autowired AccountRegister register;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TransactionTemplate transaction;

  private Person first;
  private Person second;

  @BeforeEach
  void twoAdmins() {
    rows.update(
        "update account set disabled_at = now() where role = 'admin' and disabled_at is null");
    first = people.admin();
    second = people.admin();
  }

  private StateChange disable(Person person, Person by) {
    return disabling.disable(person.id(), new Actor(by.id(), by.username()), "left", ORIGIN);
  }

  @Test
  void J06_theLastAdminWhoCanSignInStays() {
    assertThat(disable(second, first)).isEqualTo(StateChange.DONE);
    assertThat(disable(first, second)).isEqualTo(StateChange.LAST_ADMIN);
    assertThat(disable(second, first)).isEqualTo(StateChange.UNCHANGED);
  }

  @Test
  void J06_anAdminWhoIsLockedDoesNotCountAsOneWhoCanSignIn() {
    rows.update("update account set locked_at = now() where id = ?", second.id().value());
    assertThat(disable(first, second)).isEqualTo(StateChange.LAST_ADMIN);
    assertThat(disable(second, first)).isEqualTo(StateChange.DONE);
  }

  @Test
  void J06_nobodyDisablesOrEnablesThemselves() {
    assertThat(disable(first, first)).isEqualTo(StateChange.OWN);
    Actor own = new Actor(first.id(), first.username());
    assertThat(disabling.enable(first.id(), own, "back", ORIGIN)).isEqualTo(StateChange.OWN);
  }

  /** Both wait for the same turn; without the condition of the statement, none would be left. */
  @Test
  void J06_ofTwoAdminsWhoDisableEachOtherAtOnceOneStays() throws Exception {
    List<Future<StateChange>> both = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      transaction.executeWithoutResult(
          status -> {
            register.takeTurn();
            both.add(threads.submit(() -> disable(second, first)));
            both.add(threads.submit(() -> disable(first, second)));
            assertThat(Poll.until(Duration.ofSeconds(10), () -> waiting() == 2)).isTrue();
          });
    }
    assertThat(List.of(both.getFirst().get(), both.getLast().get()))
        .containsExactlyInAnyOrder(StateChange.DONE, StateChange.LAST_ADMIN);
  }

  @Test
  void theOwnerIsNotifiedWithTheReason() {
    disable(second, first);
    assertThat(Inbox.next(second.email(), it -> it.text().contains("disabled")).text())
        .contains("left");
    disabling.enable(second.id(), new Actor(first.id(), first.username()), "is back", ORIGIN);
    assertThat(Inbox.next(second.email(), it -> it.text().contains("enabled")).text())
        .contains("is back");
  }

  private int waiting() {
    return rows.query(
            "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
        .size();
  }
}
