package org.sallyport.gate.accountrecovery;

import static org.sallyport.platform.database.Columns.instant;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.platform.crypto.KeyPurpose;
import org.sallyport.platform.crypto.KeyedHash;
import org.sallyport.platform.crypto.RandomValues;
import org.sallyport.platform.ids.AccountId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Single-use links, stored as keyed hashes. Only the newest link of an account and purpose is
 * valid. A link is made and used under the lock on the account's row, so it is never used and
 * replaced concurrently.
 */
@Repository
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class MailedLinks {
  private static final String LIVE = " used_at is null and voided_at is null and expires_at > :now";

  private static final String ADD =
      """
      insert into mailed_link (token_hash, account_id, purpose, created_at, expires_at)
      values (:hash, :account, :purpose, :now, :expires)
      """;

  private final JdbcClient jdbc;
  private final KeyedHash hash;
  private final RandomValues random;
  private final Clock clock;

  /**
   * Creates a link and voids earlier ones.
   *
   * @return its token, of which only the hash is stored
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public String make(HeldAccount held, LinkPurpose linkPurpose, Instant expiresAt) {
    voidAll(held.id(), linkPurpose);
    String token = random.token();
    jdbc.sql(ADD)
        .param("hash", hash.of(KeyPurpose.LINK, token))
        .param("account", held.id().value())
        .param("purpose", linkPurpose.word())
        .param("now", clock.instant())
        .param("expires", expiresAt)
        .update();
    return token;
  }

  /** A value that tells the form for one account and purpose from the form for another. */
  String mark(AccountId account, LinkPurpose linkPurpose) {
    return hash.token(KeyPurpose.LINK, linkPurpose.word(), account.value().toString());
  }

  /** Whether a mark is that of the account and purpose. */
  boolean isMark(String mark, AccountId account, LinkPurpose linkPurpose) {
    return hash.isToken(mark, KeyPurpose.LINK, linkPurpose.word(), account.value().toString());
  }

  /** The account of a link; empty if the link is not valid. */
  Optional<AccountId> owner(LinkPurpose linkPurpose, String token) {
    return jdbc.sql(
            "select account_id from mailed_link where token_hash = any(:hashes) and purpose = :purpose and"
                + LIVE)
        .param("hashes", hash.all(KeyPurpose.LINK, token))
        .param("purpose", linkPurpose.word())
        .param("now", clock.instant())
        .query((row, number) -> new AccountId(row.getObject("account_id", UUID.class)))
        .optional();
  }

  /**
   * Marks a link as used.
   *
   * @return whether it was valid until now; true for only one of several concurrent calls
   */
  @Transactional(propagation = Propagation.MANDATORY)
  boolean use(HeldAccount held, LinkPurpose linkPurpose, String token) {
    return jdbc.sql(
                "update mailed_link set used_at = :now where account_id = :account and token_hash = any(:hashes) and purpose = :purpose and"
                    + LIVE)
            .param("account", held.id().value())
            .param("hashes", hash.all(KeyPurpose.LINK, token))
            .param("purpose", linkPurpose.word())
            .param("now", clock.instant())
            .update()
        == 1;
  }

  /**
   * Makes a link valid again that was marked as used for something that then failed, unless it was
   * voided or replaced meanwhile.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  void giveBack(HeldAccount held, LinkPurpose linkPurpose, String token) {
    jdbc.sql(
            """
            update mailed_link set used_at = null
             where account_id = :account and token_hash = any(:hashes) and purpose = :purpose and voided_at is null
            """)
        .param("account", held.id().value())
        .param("hashes", hash.all(KeyPurpose.LINK, token))
        .param("purpose", linkPurpose.word())
        .update();
  }

  /** Whether the account has a valid link of that purpose. */
  boolean isOpen(AccountId account, LinkPurpose linkPurpose) {
    return openUntil(account, linkPurpose).isPresent();
  }

  /** Until when the account's link of that purpose is valid; empty if there is none. */
  Optional<Instant> openUntil(AccountId account, LinkPurpose linkPurpose) {
    return jdbc.sql(
            "select expires_at from mailed_link where account_id = :account and purpose = :purpose and"
                + LIVE
                + " and substring(token_hash, 1, 8) = any(:keys) order by expires_at desc limit 1")
        .param("account", account.value())
        .param("keys", hash.prefixes())
        .param("purpose", linkPurpose.word())
        .param("now", clock.instant())
        .query((row, number) -> instant(row, 1))
        .optional();
  }

  /** Voids also those in use at this moment, which must not be given back. */
  @Transactional(propagation = Propagation.MANDATORY)
  void voidAll(AccountId account, LinkPurpose linkPurpose) {
    jdbc.sql(
            """
            update mailed_link set voided_at = :now
            where account_id = :account and purpose = :purpose and voided_at is null
            """)
        .param("now", clock.instant())
        .param("account", account.value())
        .param("purpose", linkPurpose.word())
        .update();
  }
}
