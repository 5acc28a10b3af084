package org.sallyport.gate.account;

import static org.sallyport.platform.database.Columns.instant;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.crypto.KeyPurpose;
import org.sallyport.platform.crypto.KeyedHash;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.SystemEvent;
import org.sallyport.platform.messages.Messages;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which usernames accounts may be given, new or by a rename. The username of an erased account goes
 * to nobody else for as long as audit events are kept (45 CFR 164.312(a)(2)(i): user ids are
 * unique): records outside the portal, as those of a SIEM, would otherwise be taken for the new
 * owner's. It is kept as a keyed hash.
 */
@Repository
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class NewUsernames {
  private final JdbcClient jdbc;
  private final KeyedHash hash;
  private final DomainEvents events;
  private final Clock clock;

  /** Why an account cannot be given a name; empty if it can. */
  public Optional<String> objection(String username) {
    return Usernames.objectionToNew(username)
        .or(
            () ->
                isOfErased(username)
                    ? Optional.of(Messages.text("import.username.erased"))
                    : Optional.empty());
  }

  private boolean isOfErased(String username) {
    return jdbc.sql("select exists (select from erased_username where name_hash = any(:hashes))")
        .param("hashes", hashes(username))
        .query(Boolean.class)
        .single();
  }

  /** Records that the account of a username is erased. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void erased(String username) {
    jdbc.sql(
            """
            insert into erased_username (name_hash, erased_at) values (:hash, :now)
            on conflict (name_hash) do update set erased_at = :now
            """)
        .param("hash", hash.of(KeyPurpose.ERASED_USERNAME, Usernames.key(username)))
        .param("now", clock.instant())
        .update();
  }

  /**
   * Lets the username of an erased account be given again, for example to the same person. The
   * event does not have the name, which nothing but its next account may bring back.
   *
   * @param by who does it, as recorded
   * @return false if the name is none of an erased account
   */
  @Transactional
  public boolean release(String username, String by, String reason, Origin origin) {
    Optional<Instant> erased =
        jdbc
            .sql("delete from erased_username where name_hash = any(:hashes) returning erased_at")
            .param("hashes", hashes(username))
            .query((row, number) -> instant(row, "erased_at"))
            .list()
            .stream()
            .max(Instant::compareTo);
    erased.ifPresent(
        at -> events.publish(new SystemEvent.UsernameReleased(at, by, reason), origin));
    return erased.isPresent();
  }

  private byte[][] hashes(String username) {
    return hash.all(KeyPurpose.ERASED_USERNAME, Usernames.key(username));
  }
}
