package org.sallyport.gate.accountrecovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.Disabling;
import org.sallyport.gate.accountrecovery.reset.FactorResets;
import org.sallyport.gate.accountrecovery.reset.Reset;
import org.sallyport.gate.accountrecovery.reset.ResetRequest;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.AccountEvent.PasswordChanged;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.testing.People;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.Rows;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Two transactions compete for one account's row: in either order, exactly one of them succeeds.
 */
@SallyportTest
class InterleavingTest {
  private static final String NEW = "quiet harbour seven stones";

  @Autowired People people;
  @Autowired Accounts accounts;
  @Autowired MailedLinks mailedLinks;
  @Autowired NewPasswords passwords;
  @Autowired FactorResets resets;
  @Autowired DomainEvents events;
  @Autowired Disabling disabling;
  @Autowired Rows rows;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;
  @Autowired TurnableClock clock;

  /** Runs the first operation while the second already waits for the account's row. */
  private <T> T second(AccountId account, Runnable first, Callable<T> second) throws Exception {
    try (ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<T> waiting =
          transaction.execute(
              status -> {
                accounts.hold(account);
                Future<T> started = thread.submit(second);
                awaitSomebodyAtTheRow();
                first.run();
                return started;
              });
      return waiting.get();
    }
  }

  private void awaitSomebodyAtTheRow() {
    long start = System.nanoTime();
    while (waiting() == 0) {
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
      Thread.onSpinWait();
    }
  }

  private long waiting() {
    return jdbc.sql(
            "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
        .query((row, number) -> row.getLong(1))
        .single();
  }

  private String link(Person person) {
    return transaction.execute(status -> newLink(person));
  }

  private String newLink(Person person) {
    return mailedLinks.make(
        accounts.hold(person.id()),
        LinkPurpose.PASSWORD,
        clock.instant().plus(Duration.ofMinutes(30)));
  }

  private PasswordSet set(String token) {
    return passwords.set(LinkPurpose.PASSWORD, token, NEW, Origin.COMMAND_LINE);
  }

  @Test
  void aNewerLinkWinsOverTheUseOfTheOlderThatWaited() throws Exception {
    Person person = people.byEmail();
    String token = link(person);
    assertThat(second(person.id(), () -> newLink(person), () -> set(token)))
        .isEqualTo(new PasswordSet.LinkVoid());
  }

  @Test
  void theUseOfALinkWinsOverANewerThatWaited() throws Exception {
    Person person = people.byEmail();
    String token = link(person);
    String newer =
        second(
            person.id(),
            () -> assertThat(set(token)).isEqualTo(new PasswordSet.Changed()),
            () -> link(person));
    assertThat(mailedLinks.owner(LinkPurpose.PASSWORD, newer)).contains(person.id());
    assertThat(set(token)).isEqualTo(new PasswordSet.LinkVoid());
  }

  @Test
  void anotherPasswordWinsOverTheUseOfALinkThatWaited() throws Exception {
    Person person = people.byEmail();
    String token = link(person);
    Runnable change =
        () ->
            events.publish(new PasswordChanged(person.id(), null, "settings"), Origin.COMMAND_LINE);
    assertThat(second(person.id(), change, () -> set(token))).isEqualTo(new PasswordSet.LinkVoid());
  }

  @Test
  void ofTwoUsesOneWins() throws Exception {
    Person person = people.byEmail();
    String token = link(person);
    assertThat(
            second(
                person.id(),
                () -> assertThat(set(token)).isEqualTo(new PasswordSet.Changed()),
                () -> set(token)))
        .isEqualTo(new PasswordSet.LinkVoid());
  }

  @Test
  void aCancelledResetIsNotConfirmedByWhoWaited() throws Exception {
    Asked asked = asked();
    assertThat(second(asked.owner(), asked::cancel, asked::confirm))
        .isEqualTo(new Reset.NoneOpen());
    assertThat(method(asked)).isEqualTo("email");
  }

  @Test
  void aConfirmedResetIsNotCancelledByWhoWaited() throws Exception {
    Asked asked = asked();
    assertThat(second(asked.owner(), asked::confirm, asked::cancel))
        .isEqualTo(new Reset.NoneOpen());
    assertThat(method(asked)).isNull();
  }

  @Test
  void ofTwoConfirmationsOneWins() throws Exception {
    Asked asked = asked();
    assertThat(second(asked.owner(), asked::confirm, asked::confirm))
        .isEqualTo(new Reset.NoneOpen());
    assertThat(rows.events(asked.owner(), "AccountEvent.ResetDone")).isEqualTo(1);
  }

  @Test
  void aResetDoneInTimeIsNotConfirmedByWhoWaited() throws Exception {
    Asked asked = asked();
    clock.turn(Duration.ofHours(24));
    assertThat(second(asked.owner(), asked::finish, asked::confirm))
        .isEqualTo(new Reset.NoneOpen());
    assertThat(rows.events(asked.owner(), "AccountEvent.ResetDone")).isEqualTo(1);
  }

  @Test
  void aConfirmedResetIsNotDoneOnceMoreByTheJobThatWaited() throws Exception {
    Asked asked = asked();
    clock.turn(Duration.ofHours(24));
    second(asked.owner(), asked::confirm, Executors.callable(asked::finish));
    assertThat(rows.events(asked.owner(), "AccountEvent.ResetDone")).isEqualTo(1);
  }

  @Test
  void aResetWhoseAskerIsDisabledIsNotConfirmedByWhoWaited() throws Exception {
    Asked asked = asked();
    Runnable disable =
        () -> disabling.disable(asked.asker(), "a test", "has left", Origin.COMMAND_LINE);
    assertThat(second(asked.owner(), disable, asked::confirm)).isEqualTo(new Reset.NoneOpen());
    assertThat(method(asked)).isEqualTo("email");
  }

  /** An open reset and the operations on it. */
  private record Asked(
      FactorResets resets, UUID reset, AccountId owner, AccountId asker, Person second) {
    Reset confirm() {
      return resets.confirm(reset, second.id(), Origin.COMMAND_LINE);
    }

    Reset cancel() {
      return resets.cancel(reset, new Actor(second.id(), second.username()), Origin.COMMAND_LINE);
    }

    void finish() {
      resets.finishIfDue(reset, Origin.COMMAND_LINE);
    }
  }

  private Asked asked() {
    Person person = people.byEmail();
    Person admin = people.admin();
    resets.ask(
        new ResetRequest(person.id(), new Actor(admin.id(), admin.username()), "card shown", false),
        Origin.COMMAND_LINE);
    UUID reset = resets.open(person.id()).orElseThrow().id();
    return new Asked(resets, reset, person.id(), admin.id(), people.admin());
  }

  private @Nullable String method(Asked asked) {
    return accounts.find(asked.owner()).orElseThrow().method();
  }
}
