package org.sallyport.settings;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.sallyport.ids.AccountId;
import org.sallyport.ids.SignInId;
import org.sallyport.secondfactor.Contact;
import org.sallyport.secrets.Sealer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The rows of changes. Each is written under the held row of the account; whether a change still
 * counts is decided by the row count of a statement.
 */
@Repository
class ChangeStore {
  private final JdbcClient jdbc;
  private final Sealer sealer;
  private final ChangeProperties times;
  private final Clock clock;

  ChangeStore(JdbcClient jdbc, Sealer sealer, ChangeProperties times, Clock clock) {
    this.jdbc = jdbc;
    this.sealer = sealer;
    this.times = times;
    this.clock = clock;
  }

  /** Nothing is kept of an account's changes that were begun and not finished in time. */
  void clear(AccountId account) {
    jdbc.sql(
            """
            delete from account_change c using sign_in s
             where s.id = c.sign_in_id and s.account_id = :account and c.begun_at <= :first
            """)
        .param("account", account.value())
        .param("first", first())
        .update();
  }

  /** The change waits for the second factor; one that waited before waits no more. */
  void ask(SignInId session, Change change) {
    jdbc.sql(
            "delete from account_change where sign_in_id = :session and (begun_at is null or kind = :kind)")
        .param("session", session.value())
        .param("kind", change.key())
        .update();
    jdbc.sql("insert into account_change (sign_in_id, kind) values (:session, :kind)")
        .param("session", session.value())
        .param("kind", change.key())
        .update();
  }

  /** The change that waits for the second factor. */
  Optional<Change> asked(SignInId session) {
    return jdbc.sql(
            "select kind from account_change where sign_in_id = :session and begun_at is null")
        .param("session", session.value())
        .query(String.class)
        .optional()
        .flatMap(Change::of);
  }

  /** The change is begun, from nothing. */
  void begin(SignInId session, Change change) {
    jdbc.sql(
            """
            insert into account_change (sign_in_id, kind, begun_at) values (:session, :kind, :now)
            on conflict (sign_in_id, kind) do update set begun_at = :now, contact = null
            """)
        .param("session", session.value())
        .param("kind", change.key())
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  /** Whether the change was begun, and still can be finished. */
  boolean isBegun(SignInId session, Change change) {
    return jdbc.sql(
                """
            select count(*) from account_change
             where sign_in_id = :session and kind = :kind and begun_at > :first
            """)
            .param("session", session.value())
            .param("kind", change.key())
            .param("first", first())
            .query(Integer.class)
            .single()
        == 1;
  }

  /** Whether the change was begun at some time in this session and never finished. */
  boolean wasBegun(SignInId session, Change change) {
    return jdbc.sql(
            """
            select exists (select 1 from account_change
                            where sign_in_id = :session and kind = :kind and begun_at is not null)
            """)
        .param("session", session.value())
        .param("kind", change.key())
        .query(Boolean.class)
        .single();
  }

  /** Notes the contact that is being proven. False if the change is not begun any more. */
  boolean propose(SignInId session, Contact contact) {
    Change change = Change.of(contact);
    return jdbc.sql(
                """
                update account_change set contact = :contact
                 where sign_in_id = :session and kind = :kind and begun_at > :first
                """)
            .param("contact", sealer.seal(contact.value(), context(session, change)))
            .param("session", session.value())
            .param("kind", change.key())
            .param("first", first())
            .update()
        == 1;
  }

  /** The contact that is being proven; empty if none is, or the change is not begun any more. */
  Optional<Contact> proposed(SignInId session, Change change) {
    return jdbc.sql(
            """
            select contact from account_change
             where sign_in_id = :session and kind = :kind and begun_at > :first and contact is not null
            """)
        .param("session", session.value())
        .param("kind", change.key())
        .param("first", first())
        .query((row, number) -> sealer.open(row.getBytes(1), context(session, change)))
        .optional()
        .map(value -> contact(change, value));
  }

  /** Takes the change as made; the row count decides. False if it is not begun any more. */
  boolean finish(SignInId session, Change change) {
    return jdbc.sql(
                "delete from account_change where sign_in_id = :session and kind = :kind and begun_at > :first")
            .param("session", session.value())
            .param("kind", change.key())
            .param("first", first())
            .update()
        == 1;
  }

  /** Nothing is left of a change that was begun. */
  void drop(SignInId session, Change change) {
    jdbc.sql("delete from account_change where sign_in_id = :session and kind = :kind")
        .param("session", session.value())
        .param("kind", change.key())
        .update();
  }

  /** Nothing is left of any change of an account, in whatever session it was begun. */
  void voidAll(AccountId account) {
    jdbc.sql(
            "delete from account_change c using sign_in s where s.id = c.sign_in_id and s.account_id = :account")
        .param("account", account.value())
        .update();
  }

  /** What was begun at this moment or before is over. */
  private Timestamp first() {
    Instant first = clock.instant().minus(times.finish());
    return Timestamp.from(first);
  }

  private static String context(SignInId session, Change change) {
    return session + " " + change.key();
  }

  private static Contact contact(Change change, String value) {
    return switch (change) {
      case PHONE -> new Contact.Mobile(value);
      case EMAIL -> new Contact.Mailbox(value);
      case METHOD, PASSWORD, DEVICE, RECOVERY, RESETS, NAMES ->
          throw new IllegalStateException("a " + change.key() + " is no contact");
    };
  }
}
