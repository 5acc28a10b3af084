package org.sallyport.staff.admin.obstacles;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.Disabling;
import org.sallyport.gate.accountrecovery.Activations;
import org.sallyport.gate.accountrecovery.reset.FactorResets;
import org.sallyport.gate.accountrecovery.reset.ResetRequest;
import org.sallyport.gate.lockout.Throttle;
import org.sallyport.gate.selfservice.Change;
import org.sallyport.gate.selfservice.DelayedChanges;
import org.sallyport.gate.session.SignIn;
import org.sallyport.gate.session.SignIns;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.AddressBlock;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.crypto.KeyPurpose;
import org.sallyport.platform.crypto.KeyedHash;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.SignInEvent;
import org.sallyport.platform.ids.SignInId;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.Poll;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Codes;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.transaction.support.TransactionTemplate;

/** Brings an account into each of the states in which its owner is kept out. */
@TestComponent
class States {
  private static final String DESK = "system user root on pacs via command line";

  private final People people;
  private final Rows rows;
  private final TurnableClock clock;
  private final Disabling disabling;
  private final Activations activations;
  private final FactorResets resets;
  private final Throttle throttle;
  private final DomainEvents events;
  private final DelayedChanges delayed;
  private final SignIns signIns;
  private final Accounts accounts;
  private final TransactionTemplate transaction;
  private final KeyedHash hash;

  States(
      People people,
      Rows rows,
      TurnableClock clock,
      Disabling disabling,
      Activations activations,
      FactorResets resets,
      Throttle throttle,
      DomainEvents events,
      DelayedChanges delayed,
      SignIns signIns,
      Accounts accounts,
      TransactionTemplate transaction,
      KeyedHash hash) {
    this.people = people;
    this.rows = rows;
    this.clock = clock;
    this.disabling = disabling;
    this.activations = activations;
    this.resets = resets;
    this.throttle = throttle;
    this.events = events;
    this.delayed = delayed;
    this.signIns = signIns;
    this.accounts = accounts;
    this.transaction = transaction;
    this.hash = hash;
  }

  /** An account in a state that does not belong to a prompt on another device. */
  Person of(ObstacleKind kind, int port) {
    return switch (kind) {
      case DISABLED -> disabled();
      case LOCKED -> locked(port);
      case NO_INVITATION_ADDRESS -> with(people.unreachable(), "password_hash = null");
      case NOT_INVITED -> with(people.undecided(), "password_hash = null");
      case INVITED -> invited();
      case INVITATION_OVER -> later(invited(), Duration.ofDays(8));
      case NO_METHOD_POSSIBLE -> people.unreachable();
      case CODE_WAIT -> with(people.byEmail(), "next_code_at = '" + inAnHour() + "'");
      case PASSWORD_WAIT -> throttled();
      case EMAIL_CODES_WAIT ->
          with(people.byEmail(), "email_codes_blocked_until = '" + inAnHour() + "'");
      case SMS_CODES_WAIT -> with(people.bySms(), "sms_codes_blocked_until = '" + inAnHour() + "'");
      case SIM_CHANGED -> simChanged();
      case OTHER_SIM_CHANGED -> with(simChanged(), "method = 'email'");
      case WRONG_PASSWORDS -> wrongPassword(port);
      case DIRECTORY_REFUSED -> refusedByDirectory();
      case METHOD_NOT_ALLOWED -> with(people.byEmail(), "method = 'grid'");
      case METHOD_UNUSABLE -> with(people.byEmail(), "method = 'totp'");
      case METHOD_TO_CHOOSE -> people.undecided();
      case PASSWORD_CHANGE_REQUIRED -> with(people.byEmail(), "password_change_required = true");
      case NUMBER_NOT_SERVED -> with(people.bySms(), "phone = '+3290212345'");
      case COUNTRY_NOT_SERVED -> with(people.bySms(), "phone = '+819012345678'");
      case NUMBER_REFUSED -> numberRefused();
      case RESET_PENDING -> resetPending();
      case CHANGE_WAITING -> changeWaiting(port);
      case ROLE_WITHOUT_STUDIES -> people.helpDesk();
      case MEMBERSHIP_LAPSED -> lapsed();
      case NO_STUDY_RIGHT -> people.byEmail();
      case NO_STUDY -> numbered();
      default -> ofMessage(kind, port);
    };
  }

  private Person simChanged() {
    Person person = people.bySms();
    rows.update(
        "insert into sim_swap (account_id, number_hash, found_at, until) values (?, ?, ?, ?)",
        person.id().value(),
        hash.of(KeyPurpose.DESTINATION, person.phone()),
        Timestamp.from(clock.instant()),
        inAnHour());
    return person;
  }

  private Person refusedByDirectory() {
    Person person = people.byEmail();
    transaction.executeWithoutResult(
        status ->
            events.publish(
                new SignInEvent.DirectoryRefused(person.id(), "hosp", "locked"),
                Origin.COMMAND_LINE));
    return person;
  }

  private Person ofMessage(ObstacleKind kind, int port) {
    Person person = people.bySms();
    return switch (kind) {
      case CHANNEL_REFUSES -> refusing(person);
      case SENDING_LIMIT -> limited(port);
      case CODE_SENT -> half(person, port);
      case CODE_DELIVERED ->
          message(half(person, port), "receipt = 'delivered', receipt_at = created_at");
      case CODE_EXPIRED -> later(half(person, port), Duration.ofMinutes(21));
      case SENDS_USED_UP -> later(half(person, port), Duration.ofMinutes(31));
      case CODE_REPLACED -> replaced(person, port);
      case CODE_NOT_ASKED -> notAsked(person, port);
      case MESSAGE_FAILED ->
          message(half(person, port), "state = 'failed', failure = 'It refused.'");
      case MESSAGE_DOUBTFUL -> message(half(person, port), "state = 'unknown'");
      case MESSAGE_RETRIED ->
          message(
              half(person, port),
              "state = 'waiting', tries = 1, failure = 'It was busy.', ended_at = null, body = '\\x00',"
                  + " next_try_at = 'infinity', expires_at = 'infinity'");
      default -> throw new IllegalArgumentException("a state of a prompt: " + kind);
    };
  }

  private Person with(Person person, String columns) {
    rows.update("update account set " + columns + " where id = ?", person.id().value());
    return person;
  }

  private Person later(Person person, Duration time) {
    clock.turn(time);
    return person;
  }

  private Timestamp inAnHour() {
    return Timestamp.from(clock.instant().plus(Duration.ofHours(1)));
  }

  private Person disabled() {
    Person person = people.byEmail();
    disabling.disable(person.id(), "noor.wolkenveld", "has left", Origin.COMMAND_LINE);
    return person;
  }

  private Person locked(int port) {
    Person person = people.byEmail();
    Browser browser = new Browser(port);
    browser.signIn(person.username(), People.PASSWORD);
    String wrong = Codes.wrong(Codes.next(person.email()));
    for (int i = 0; i < 5; i++) {
      browser.post("/login/code", "code", wrong);
    }
    return person;
  }

  private Person invited() {
    Person person = with(people.undecided(), "password_hash = null");
    activations.invite(person.id(), DESK, Origin.COMMAND_LINE);
    return person;
  }

  private Person throttled() {
    Person person = people.byEmail();
    for (int i = 0; i < 8; i++) {
      throttle.count(person.username(), AddressBlock.of("198.51.100." + i), null);
    }
    return person;
  }

  private Person wrongPassword(int port) {
    Person person = people.byEmail();
    new Browser(port).signIn(person.username(), "wrong lantern orchard");
    return person;
  }

  private Person numberRefused() {
    Person person = people.byEmail();
    transaction.executeWithoutResult(
        status ->
            events.publish(
                new AccountEvent.PhoneRefused(
                    person.id(), new SignInId(UUID.randomUUID()), "+32 ••• •• •• 84"),
                Origin.COMMAND_LINE));
    return person;
  }

  private Person resetPending() {
    Person person = people.byEmail();
    resets.ask(
        new ResetRequest(person.id(), new Actor(null, DESK), "card shown", false),
        Origin.COMMAND_LINE);
    return person;
  }

  private Person changeWaiting(int port) {
    Person person = half(people.bySms(), port);
    Object session =
        rows.query("select id from sign_in where account_id = ?", person.id().value())
            .getFirst()
            .get("id");
    SignIn signIn =
        signIns.find(new SignInId(UUID.fromString(String.valueOf(session)))).orElseThrow();
    transaction.executeWithoutResult(
        status ->
            delayed.put(
                accounts.hold(person.id()),
                signIn,
                Change.PHONE,
                "+32470999999",
                "+32 ••• •• •• 99",
                Set.of("sms"),
                Origin.COMMAND_LINE));
    return person;
  }

  private Person lapsed() {
    Person person = people.byEmail();
    UUID group = UUID.randomUUID();
    Timestamp past = Timestamp.from(clock.instant().minus(Duration.ofDays(1)));
    rows.update(
        "insert into care_group (id, name, name_key, kind, created_at) values (?, ?, ?, 'practice', ?)",
        group,
        "Practice " + group,
        group.toString(),
        past);
    rows.update(
        "insert into group_member (group_id, account_id, joined_at, confirmed_until) values (?, ?, ?, ?)",
        group,
        person.id().value(),
        past,
        past);
    return person;
  }

  private Person numbered() {
    Person person = people.byEmail();
    rows.update(
        "insert into physician_number (account_id, issuer, number) values (?, 'RIZIV', ?)",
        person.id().value(),
        person.username());
    return person;
  }

  /** Two messages of others failed since the last one that was taken. */
  private Person refusing(Person person) {
    Instant now = clock.instant();
    for (int i = 0; i < 2; i++) {
      rows.update(
          "insert into outbox (id, channel, destination, state, created_at, next_try_at, expires_at, ended_at, failure)"
              + " values (gen_random_uuid(), 'sms', '\\x00', 'failed', ?, ?, ?, ?, 'The SMS gateway does not answer.')",
          Timestamp.from(now),
          Timestamp.from(now),
          Timestamp.from(now),
          Timestamp.from(now.plusMillis(1)));
    }
    return person;
  }

  /** Takes back what other tests would see as well. */
  void end() {
    rows.update("delete from outbox where destination = '\\x00'");
    rows.update(
        "update outbox set state = 'failed', ended_at = created_at, body = null where body = '\\x00'");
  }

  private Person half(Person person, int port) {
    new Browser(port).signIn(person.username(), People.PASSWORD);
    Codes.next(person.phone());
    return person;
  }

  private Person limited(int port) {
    Person person = people.byEmail();
    new Browser(port).signIn(person.username(), People.PASSWORD);
    Codes.next(person.email());
    return with(person, "email_codes_blocked_until = '" + inAnHour() + "'");
  }

  private Person replaced(Person person, int port) {
    Browser older = new Browser(port);
    older.signIn(person.username(), People.PASSWORD);
    clock.turn(Duration.ofSeconds(31));
    new Browser(port).signIn(person.username(), People.PASSWORD);
    clock.turn(Duration.ofSeconds(31));
    older.post("/login/code/resend");
    return person;
  }

  private Person notAsked(Person person, int port) {
    Browser browser = new Browser(port);
    browser.signIn(person.username(), People.PASSWORD);
    browser.post("/login/another-way", "method", "email");
    return person;
  }

  private Person message(Person person, String columns) {
    if (!Poll.until(Duration.ofSeconds(20), () -> isSent(person))) {
      throw new IllegalStateException("the code was not sent");
    }
    rows.update(
        "update outbox set "
            + columns
            + " where id = (select message_id from otp_code where account_id = ?)",
        person.id().value());
    return person;
  }

  private boolean isSent(Person person) {
    List<?> sent =
        rows.query(
            "select 1 from outbox where state = 'sent' and id = (select message_id from otp_code where account_id = ?)",
            person.id().value());
    return !sent.isEmpty();
  }
}
