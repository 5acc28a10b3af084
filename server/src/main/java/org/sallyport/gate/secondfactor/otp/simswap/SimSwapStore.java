package org.sallyport.gate.secondfactor.otp.simswap;

import static org.sallyport.platform.database.Columns.instant;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.platform.crypto.KeyPurpose;
import org.sallyport.platform.crypto.KeyedHash;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.MessageId;
import org.sallyport.platform.ids.SignInId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Numbers whose SIM changed, one row an account. The number is kept as a keyed hash. */
@Repository
@RequiredArgsConstructor
class SimSwapStore {
  private static final String KEEP =
      """
      insert into sim_swap (account_id, number_hash, changed_at, found_at, until)
      values (:account, :hash, :changed, :now, :until)
      on conflict (account_id) do update
         set number_hash = excluded.number_hash, changed_at = excluded.changed_at, found_at = excluded.found_at,
             until = excluded.until
      """;

  private final JdbcClient jdbc;
  private final KeyedHash hash;

  /** The account and the attempt of a message with a code of a second factor. */
  record CodeOf(AccountId account, SignInId signIn) {}

  /**
   * What the SMS or call is the second factor of; empty if it is none, as for the check of a
   * number.
   */
  Optional<CodeOf> codeOf(MessageId message) {
    return jdbc.sql(
            """
            select account_id, sign_in_id from otp_code
             where message_id = :message and channel <> 'email' and purpose in ('sign-in', 'step-up')
            """)
        .param("message", message.value())
        .query(
            (row, number) ->
                new CodeOf(
                    new AccountId(row.getObject("account_id", UUID.class)),
                    new SignInId(row.getObject("sign_in_id", UUID.class))))
        .optional();
  }

  /** A number whose SIM changed. */
  record Found(Instant foundAt, Instant until) {}

  /** What was found of an account's number; empty if nothing was, or of another number. */
  Optional<Found> of(AccountId account, String number) {
    return jdbc.sql("select number_hash, found_at, until from sim_swap where account_id = :account")
        .param("account", account.value())
        .query(
            (row, place) ->
                hash.matches(
                        Objects.requireNonNull(row.getBytes("number_hash")),
                        KeyPurpose.DESTINATION,
                        number)
                    ? Optional.of(new Found(instant(row, "found_at"), instant(row, "until")))
                    : Optional.<Found>empty())
        .optional()
        .flatMap(found -> found);
  }

  void keep(
      HeldAccount held, String number, @Nullable Instant changedAt, Instant now, Instant until) {
    jdbc.sql(KEEP)
        .param("account", held.id().value())
        .param("hash", hash.of(KeyPurpose.DESTINATION, number))
        .param("changed", changedAt)
        .param("now", now)
        .param("until", until)
        .update();
  }
}
