package org.sallyport.gate.federation;

import static org.sallyport.platform.database.Columns.instant;
import static org.sallyport.platform.database.Columns.instantOrNull;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.ids.AccountId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Which person of an issuer an account belongs to; one of each issuer at most. */
@Repository
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class FederatedIdentities {
  private final JdbcClient jdbc;
  private final Clock clock;

  /**
   * A person of an issuer.
   *
   * @param issuer the issuer identifier
   * @param linkedBy who linked them
   */
  public record Identity(
      String issuer,
      String subject,
      Instant linkedAt,
      String linkedBy,
      @Nullable Instant lastUsedAt) {}

  /** The account of a person. The link counts only once {@link #use} has found it again. */
  Optional<AccountId> account(String issuer, String subject) {
    return jdbc.sql(
            "select account_id from federated_identity where issuer = :issuer and subject = :subject")
        .param("issuer", issuer)
        .param("subject", subject)
        .query((row, number) -> new AccountId(row.getObject(1, UUID.class)))
        .optional();
  }

  /** Notes a sign-in. False if the account no longer belongs to the person. */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean use(HeldAccount held, String issuer, String subject) {
    return jdbc.sql(
                """
                update federated_identity set last_used_at = :now
                 where account_id = :account and issuer = :issuer and subject = :subject
                """)
            .param("now", clock.instant())
            .param("account", held.id().value())
            .param("issuer", issuer)
            .param("subject", subject)
            .update()
        == 1;
  }

  /** Links. False if the account or the person has a link with the issuer already. */
  @Transactional(propagation = Propagation.MANDATORY)
  boolean add(HeldAccount held, String issuer, String subject, Actor by) {
    return jdbc.sql(
                """
                insert into federated_identity (account_id, issuer, subject, linked_at, linked_by, linked_by_id)
                values (:account, :issuer, :subject, :now, :by, :byId) on conflict do nothing
                """)
            .param("account", held.id().value())
            .param("issuer", issuer)
            .param("subject", subject)
            .param("now", clock.instant())
            .param("by", by.name())
            .param("byId", by.personId())
            .update()
        == 1;
  }

  /** Ends a link. False if there is none. */
  @Transactional(propagation = Propagation.MANDATORY)
  boolean remove(HeldAccount held, String issuer) {
    return jdbc.sql(
                "delete from federated_identity where account_id = :account and issuer = :issuer")
            .param("account", held.id().value())
            .param("issuer", issuer)
            .update()
        == 1;
  }

  /** Those of an account. */
  public List<Identity> of(AccountId account) {
    return jdbc.sql(
            """
            select issuer, subject, linked_at, linked_by, last_used_at from federated_identity
             where account_id = :account order by issuer
            """)
        .param("account", account.value())
        .query(
            (row, number) ->
                new Identity(
                    row.getString("issuer"),
                    row.getString("subject"),
                    instant(row, "linked_at"),
                    row.getString("linked_by"),
                    instantOrNull(row, "last_used_at")))
        .list();
  }
}
