package org.sallyport.edge.consequences;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Timestamp;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.trustedbrowser.TrustedBrowsers;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.audit.AuditTrail;
import org.sallyport.platform.events.AccountEvent.EmailChanged;
import org.sallyport.platform.events.AccountEvent.PasswordChanged;
import org.sallyport.platform.events.AccountEvent.PhoneChanged;
import org.sallyport.platform.events.DomainEvent;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.SignInEvent;
import org.sallyport.platform.ids.SignInId;
import org.sallyport.platform.ids.TrustedBrowserId;
import org.sallyport.testing.People;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.Rows;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

/** An event, its consequences and its record are one transaction with its change. */
@SallyportTest
class ConsequencesInATransactionTest {
  private static final Origin ORIGIN = new Origin("203.0.113.24", "Firefox 145 on Windows");
  private static final String NEW = "new@practice.example";

  @Autowired DomainEvents events;
  @Autowired Accounts accounts;
  @Autowired TrustedBrowsers browsers;
  @Autowired AuditTrail trail;
  @Autowired TransactionTemplate transaction;
  @Autowired TurnableClock clock;
  @Autowired People people;
  @Autowired Rows rows;

  private Person person;

  @BeforeEach
  void someoneWithASignInAndARememberedBrowser() {
    person = people.bySms();
    Timestamp now = Timestamp.from(clock.instant());
    rows.update(
        """
        insert into sign_in (id, account_id, state, password_at, last_seen_at, address, browser, attempt_expires_at)
        values (gen_random_uuid(), ?, 'password', ?, ?, '203.0.113.24', 'Firefox 145 on Windows', ?)
        """,
        person.id().value(),
        now,
        now,
        now);
    transaction.executeWithoutResult(
        status -> browsers.remember(accounts.hold(person.id()), null, ORIGIN));
  }

  private void publish(DomainEvent event) {
    transaction.executeWithoutResult(status -> events.publish(event, ORIGIN));
  }

  private List<String> recorded() {
    return rows
        .query("select type from audit_event where account_id = ? order by id", person.id().value())
        .stream()
        .map(row -> String.valueOf(row.get("type")))
        .toList();
  }

  private List<String> signIns() {
    return rows
        .query("select state from sign_in where account_id = ?", person.id().value())
        .stream()
        .map(row -> String.valueOf(row.get("state")))
        .toList();
  }

  @Test
  void theRecordIsTheLast() {
    publish(new PasswordChanged(person.id(), null, "settings"));
    assertThat(recorded())
        .containsExactly(
            "BrowserEvent.Remembered",
            "SignInEvent.Ended",
            "BrowserEvent.Forgotten",
            "AccountEvent.PasswordChanged");
    assertThat(signIns()).containsExactly("ended");
    assertThat(browsers.of(person.id())).isEmpty();
  }

  /** The notices fail, after sessions and remembered browsers were ended. */
  @Test
  void aConsequenceThatFailsUndoesTheChangeAndAllOthers() {
    assertThatThrownBy(
            () ->
                transaction.executeWithoutResult(
                    status -> {
                      accounts.setMethod(accounts.hold(person.id()), "email");
                      events.publish(emailChanged(person.email()), ORIGIN);
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(accounts.find(person.id()).orElseThrow().method()).isEqualTo("sms");
    assertThat(recorded()).containsExactly("BrowserEvent.Remembered");
    assertThat(signIns()).containsExactly("password");
    assertThat(browsers.of(person.id())).hasSize(1);
  }

  @Test
  void nothingIsPublishedOutsideATransaction() {
    PasswordChanged event = new PasswordChanged(person.id(), null, "settings");
    assertThatThrownBy(() -> events.publish(event, ORIGIN))
        .isInstanceOf(IllegalTransactionStateException.class);
    assertThat(recorded()).containsExactly("BrowserEvent.Remembered");
  }

  @Test
  void thePreviousAddressIsNotRecorded() {
    transaction.executeWithoutResult(
        status -> {
          accounts.setEmail(accounts.hold(person.id()), NEW, clock.instant());
          events.publish(emailChanged(person.email()), ORIGIN);
        });
    assertThat(details("AccountEvent.EmailChanged"))
        .isEqualTo(Set.of("account", "signIn", "from", "to"));
    assertThat(trail.latest(person.id(), List.of(EmailChanged.class), 1))
        .singleElement()
        .satisfies(kept -> assertThat(kept.event()).isEqualTo(emailChanged(null)));
    assertThat(emailChanged(person.email()).toString()).doesNotContain(person.email());
  }

  @Test
  void thePreviousNumberIsNotRecorded() {
    publish(phoneChanged(person.phone()));
    assertThat(details("AccountEvent.PhoneChanged"))
        .isEqualTo(Set.of("account", "signIn", "from", "to"));
    assertThat(trail.latest(person.id(), List.of(PhoneChanged.class), 1))
        .singleElement()
        .satisfies(kept -> assertThat(kept.event()).isEqualTo(phoneChanged(null)));
    assertThat(phoneChanged(person.phone()).toString()).doesNotContain(person.phone());
  }

  @Test
  void theBrowserOfAReportedSignInIsNotRecordedAgain() {
    SignInId session = new SignInId(UUID.randomUUID());
    publish(
        new SignInEvent.NotMe(
            person.id(), session, session, new TrustedBrowserId(UUID.randomUUID())));
    assertThat(details("SignInEvent.NotMe")).isEqualTo(Set.of("account", "signIn", "reported"));
  }

  private EmailChanged emailChanged(@Nullable String previous) {
    return new EmailChanged(
        person.id(), null, "p•••@practice.example", "n•••@practice.example", previous);
  }

  private PhoneChanged phoneChanged(@Nullable String previous) {
    return new PhoneChanged(person.id(), null, "+32 ••• 11", "+32 ••• 84", previous);
  }

  private Set<String> details(String type) {
    return Set.copyOf(
        rows
            .query(
                "select jsonb_object_keys(details) as name from audit_event where account_id = ? and type = ?",
                person.id().value(),
                type)
            .stream()
            .map(row -> String.valueOf(row.get("name")))
            .toList());
  }
}
