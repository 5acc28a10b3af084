package org.sallyport.gate.selfservice.contacts;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.secondfactor.contact.Contact;
import org.sallyport.gate.selfservice.Change;
import org.sallyport.gate.selfservice.ChangeProperties;
import org.sallyport.platform.crypto.SealContext;
import org.sallyport.platform.crypto.Sealer;
import org.sallyport.platform.ids.SignInId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The contacts that are being verified, encrypted in the rows of their changes. */
@Repository
@RequiredArgsConstructor
class ProposedContacts {
  private final JdbcClient jdbc;
  private final Sealer sealer;
  private final ChangeProperties times;
  private final Clock clock;

  private static final String PROPOSE =
      """
      update account_change set contact = :contact
       where sign_in_id = :session and kind = :kind and begun_at > :first and finished_at is null
      """;

  /** Stores the contact to be verified. False if the change is no longer open. */
  boolean propose(SignInId session, Contact contact) {
    Change change = Change.of(contact);
    return jdbc.sql(PROPOSE)
            .param("contact", sealer.seal(contact.value(), context(session, change)))
            .param("session", session.value())
            .param("kind", change.key())
            .param("first", first())
            .update()
        == 1;
  }

  private static final String PROPOSED =
      """
      select contact from account_change
       where sign_in_id = :session and kind = :kind and begun_at > :first and finished_at is null
         and contact is not null
      """;

  /** The contact that is being verified; empty if there is none or the change is no longer open. */
  Optional<Contact> proposed(SignInId session, Change change) {
    return jdbc.sql(PROPOSED)
        .param("session", session.value())
        .param("kind", change.key())
        .param("first", first())
        .query((row, number) -> row.getBytes(1))
        .optional()
        .filter(sealer::canOpen)
        .map(bytes -> contact(change, sealer.open(bytes, context(session, change))));
  }

  /** The cutoff: a change begun at this time or earlier has expired. */
  private Instant first() {
    return clock.instant().minus(times.ttl());
  }

  private static SealContext context(SignInId session, Change change) {
    return SealContext.of("account_change.contact", session + " " + change.key());
  }

  private static Contact contact(Change change, String value) {
    return switch (change) {
      case PHONE -> new Contact.Mobile(value);
      case EMAIL -> new Contact.Mailbox(value);
      case METHOD,
          PASSWORD,
          DEVICE,
          RECOVERY,
          WAYS,
          ELSEWHERE,
          ADMINISTRATION,
          RESETS,
          NAMES,
          SHARING,
          GROUPS,
          DATA,
          APPLICATION,
          PROXIED_APPLICATION,
          EXTERNAL_MFA ->
          throw new IllegalStateException("a " + change.key() + " is no contact");
    };
  }
}
