package org.sallyport.gate.secondfactor.otp;

import static org.sallyport.platform.database.Columns.instant;
import static org.sallyport.platform.database.Columns.instantOrNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.delivery.Channel;
import org.sallyport.gate.secondfactor.Purpose;
import org.sallyport.gate.session.SignIn;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.CodeId;
import org.sallyport.platform.ids.MessageId;
import org.sallyport.platform.ids.SignInId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Sent codes in the database. */
@Repository
@RequiredArgsConstructor
class CodeStore {
  private static final String COLUMNS =
      "id, channel, destination, tag, message_id, sent_at, expires_at, tries, voided_at, used_at";

  private final JdbcClient jdbc;

  /**
   * Stores a code.
   *
   * @param smsBlock how its number begins, if it counts for the brake on SMS; otherwise null
   */
  void add(
      SentCode code,
      AccountId account,
      SignInId signIn,
      Purpose purpose,
      byte[] hash,
      @Nullable String smsBlock) {
    jdbc.sql(
            """
            insert into otp_code (id, account_id, sign_in_id, purpose, channel, destination, tag, code_hash, message_id,
                                  sent_at, expires_at, sms_block)
            values (:id, :account, :signIn, :purpose, :channel, :to, :tag, :hash, :message, :sent, :expires, :block)
            """)
        .param("id", code.id().value())
        .param("account", account.value())
        .param("signIn", signIn.value())
        .param("purpose", purpose.key())
        .param("channel", code.channel().name().toLowerCase(Locale.ROOT))
        .param("to", code.to())
        .param("tag", code.tag())
        .param("hash", hash)
        .param("message", code.message().value())
        .param("sent", code.sentAt())
        .param("expires", code.expiresAt())
        .param("block", smsBlock)
        .update();
  }

  /**
   * Invalidates all valid codes of the account for this purpose. Returns the messages that had
   * them.
   */
  List<MessageId> voidAccount(AccountId account, Purpose purpose, Instant now) {
    return jdbc.sql(
            """
            update otp_code set voided_at = :now
             where account_id = :account and purpose = :purpose and used_at is null and voided_at is null
            returning message_id
            """)
        .param("now", now)
        .param("account", account.value())
        .param("purpose", purpose.key())
        .query((row, number) -> message(row))
        .list();
  }

  /**
   * Invalidates all valid codes of the attempt for this purpose. Returns the messages that had
   * them.
   */
  List<MessageId> voidAttempt(SignInId signIn, Purpose purpose, Instant now) {
    return jdbc.sql(
            """
            update otp_code set voided_at = :now
             where sign_in_id = :signIn and purpose = :purpose and used_at is null and voided_at is null
            returning message_id
            """)
        .param("now", now)
        .param("signIn", signIn.value())
        .param("purpose", purpose.key())
        .query((row, number) -> message(row))
        .list();
  }

  /**
   * Invalidates all valid e-mail codes of the account's attempts whose method is SMS. Returns the
   * messages that had them.
   */
  List<MessageId> voidOnceByEmail(AccountId account, Instant now) {
    return jdbc.sql(
            """
            update otp_code c set voided_at = :now from sign_in s
             where s.id = c.sign_in_id and s.method = 'sms' and c.account_id = :account and c.channel = 'email'
               and c.purpose = :purpose and c.used_at is null and c.voided_at is null
            returning c.message_id
            """)
        .param("now", now)
        .param("account", account.value())
        .param("purpose", Purpose.SIGN_IN.key())
        .query((row, number) -> message(row))
        .list();
  }

  private static final String SPEND =
      """
      update otp_code set used_at = :now
       where sign_in_id = :signIn and purpose = :purpose and code_hash = any(:hashes)
         and (channel = 'email') = :byMail and used_at is null and voided_at is null and expires_at > :now
      returning\s"""
          + COLUMNS;

  /**
   * Consumes the valid code with that hash, decided by the row count (rule 3). Empty if there is
   * none.
   *
   * @param channel by mail, or to a number: by SMS or a call
   */
  Optional<SentCode> spend(
      SignInId signIn, Purpose purpose, Channel channel, byte[][] hashes, Instant now) {
    return jdbc.sql(SPEND)
        .param("now", now)
        .param("byMail", !channel.isToNumber())
        .param("signIn", signIn.value())
        .param("purpose", purpose.key())
        .param("hashes", hashes)
        .query((row, number) -> code(row))
        .optional();
  }

  private static final String COUNT_TRY =
      """
      update otp_code set tries = tries + 1
       where id = (select id from otp_code where sign_in_id = :signIn and purpose = :purpose and sent_at > :since
                    order by sent_at desc, id desc limit 1)
         and (select sum(tries) from otp_code
               where sign_in_id = :signIn and purpose = :purpose and sent_at > :since) < :most
      """;

  /**
   * Counts a try of a check that has tries of its own (rule 12). False if they are used up, or
   * nothing was sent.
   */
  boolean countTry(SignInId signIn, Purpose purpose, int most, Instant since) {
    return jdbc.sql(COUNT_TRY)
            .param("signIn", signIn.value())
            .param("purpose", purpose.key())
            .param("most", most)
            .param("since", since)
            .update()
        == 1;
  }

  private static final String SENT_SINCE =
      """
      select c.sent_at from otp_code c join sign_in s on s.id = c.sign_in_id
       where c.account_id = :account and c.sent_at > :since
         and case when c.purpose in ('phone', 'email') then 'check'
                  when s.known_browser is not null then s.known_browser
                  when c.purpose = 'step-up' then s.id::text
                  else 'new' end = :share
       order by c.sent_at
      """;

  /**
   * When codes were sent to an account from the same share of the limit, oldest first. The share is
   * one of: checks of contacts; one known browser; confirmations in one session; sign-ins in all
   * browsers new to the account.
   */
  List<Instant> sentSince(AccountId account, SignIn signIn, Purpose purpose, Instant since) {
    return jdbc.sql(SENT_SINCE)
        .param("account", account.value())
        .param("since", since)
        .param("share", share(signIn, purpose))
        .query((row, number) -> instant(row, "sent_at"))
        .list();
  }

  /** When codes were spoken in calls that nobody entered, oldest first. */
  List<Instant> unansweredCalls(AccountId account, Instant since) {
    return jdbc.sql(
            """
            select sent_at from otp_code
             where account_id = :account and channel = 'voice' and used_at is null and sent_at > :since order by sent_at
            """)
        .param("account", account.value())
        .param("since", since)
        .query((row, number) -> instant(row, "sent_at"))
        .list();
  }

  private static String share(SignIn signIn, Purpose purpose) {
    String known = signIn.knownBrowser();
    return switch (purpose) {
      case PHONE, EMAIL -> "check";
      case SIGN_IN -> known == null ? "new" : known;
      case STEP_UP -> known == null ? signIn.id().toString() : known;
    };
  }

  /** The codes of an attempt for a purpose, newest first. */
  List<SentCode> of(SignInId signIn, Purpose purpose) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from otp_code where sign_in_id = :signIn and purpose = :purpose order by sent_at desc, id desc")
        .param("signIn", signIn.value())
        .param("purpose", purpose.key())
        .query((row, number) -> code(row))
        .list();
  }

  private static final String BY_HASH =
      "select "
          + COLUMNS
          + """
         from otp_code where sign_in_id = :signIn and purpose = :purpose and code_hash = any(:hashes)
       order by sent_at desc, id desc limit 1
      """;

  /** The newest code of the attempt with that hash, whether valid or not. */
  Optional<SentCode> byHash(SignInId signIn, Purpose purpose, byte[][] hashes) {
    return jdbc.sql(BY_HASH)
        .param("signIn", signIn.value())
        .param("purpose", purpose.key())
        .param("hashes", hashes)
        .query((row, number) -> code(row))
        .optional();
  }

  private static MessageId message(ResultSet row) throws SQLException {
    return new MessageId(row.getObject("message_id", UUID.class));
  }

  private static SentCode code(ResultSet row) throws SQLException {
    return new SentCode(
        new CodeId(row.getObject("id", UUID.class)),
        Channel.valueOf(row.getString("channel").toUpperCase(Locale.ROOT)),
        row.getString("destination"),
        row.getString("tag"),
        message(row),
        instant(row, "sent_at"),
        instant(row, "expires_at"),
        row.getInt("tries"),
        instantOrNull(row, "voided_at"),
        instantOrNull(row, "used_at"));
  }
}
