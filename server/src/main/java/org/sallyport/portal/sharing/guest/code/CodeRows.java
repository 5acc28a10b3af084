package org.sallyport.portal.sharing.guest.code;

import static org.sallyport.platform.database.Columns.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.contact.Phones;
import org.sallyport.gate.secondfactor.CodeDigits;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.crypto.KeyPurpose;
import org.sallyport.platform.crypto.KeyedHash;
import org.sallyport.platform.crypto.RandomValues;
import org.sallyport.platform.ids.MessageId;
import org.sallyport.platform.ids.ShareId;
import org.sallyport.platform.ids.ShareSessionId;
import org.sallyport.portal.sharing.guest.LinkedShare;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of browsers that asked for a code, and of the codes. */
@Repository
@RequiredArgsConstructor
class CodeRows {
  /** How long after the first code a browser can still answer or ask again. */
  private static final Duration ATTEMPT_TTL = Duration.ofMinutes(50);

  private final JdbcClient jdbc;
  private final KeyedHash hash;
  private final RandomValues random;
  private final CodeDigits.SentLength length;
  private final Clock clock;

  /** A code to send; only its hash is stored. */
  String newCode() {
    return random.digits(length.length());
  }

  /** A browser that asked for a code. */
  record Asking(ShareSessionId session, ShareId share) {}

  /**
   * A sent code, without the code itself.
   *
   * @param message in which it was sent; null if that is not known
   */
  record Row(UUID id, String tag, Instant sentAt, Instant expiresAt, @Nullable MessageId message) {}

  private static final String ASKING =
      """
      select id, share_id from share_session
       where token_hash = any(:hashes) and opened_at is null and ended_at is null
         and asked_at > :since
      """;

  /** The browser of a token, if its code is still awaited. */
  Optional<Asking> asking(String token) {
    return jdbc.sql(ASKING)
        .param("hashes", hash.all(KeyPurpose.SHARE_SESSION, token))
        .param("since", clock.instant().minus(ATTEMPT_TTL))
        .query(
            (row, number) ->
                new Asking(
                    new ShareSessionId(row.getObject("id", UUID.class)),
                    new ShareId(row.getObject("share_id", UUID.class))))
        .optional();
  }

  private static final String BEGIN =
      """
      insert into share_session (id, share_id, token_hash, address, browser, asked_at, last_seen_at)
      values (:id, :share, :hash, :address, :browser, :now, :now)
      """;

  /** Adds a browser; its token is returned and only its hash stored. */
  String begin(ShareSessionId session, ShareId share, Origin origin) {
    String token = random.token();
    jdbc.sql(BEGIN)
        .param("id", session.value())
        .param("share", share.value())
        .param("hash", hash.of(KeyPurpose.SHARE_SESSION, token))
        .param("address", origin.address())
        .param("browser", origin.browser())
        .param("now", clock.instant())
        .update();
    return token;
  }

  private static final String CODES =
      """
      select id, tag, sent_at, expires_at, message_id from share_code
       where session_id = :session order by sent_at desc, id desc
      """;

  /** The codes of a browser, newest first. */
  List<Row> codes(ShareSessionId session) {
    return jdbc.sql(CODES)
        .param("session", session.value())
        .query(
            (row, number) ->
                new Row(
                    row.getObject("id", UUID.class),
                    row.getString("tag"),
                    instant(row, "sent_at"),
                    instant(row, "expires_at"),
                    message(row)))
        .list();
  }

  private static final String ADD_CODE =
      """
      insert into share_code (id, session_id, channel, tag, code_hash, sent_at, expires_at, message_id, sms_block)
      values (:id, :session, :channel, :tag, :hash, :sent, :expires, :message, :block)
      """;

  /** Adds a code. */
  void add(Row row, Asking asking, LinkedShare share, String code) {
    MessageId message = row.message();
    String phone = share.phone();
    jdbc.sql(ADD_CODE)
        .param("id", row.id())
        .param("session", asking.session().value())
        .param("channel", share.channel())
        .param("tag", row.tag())
        .param("hash", hash.of(KeyPurpose.CODE, parts(asking, code)))
        .param("sent", row.sentAt())
        .param("expires", row.expiresAt())
        .param("message", message == null ? null : message.value())
        .param("block", phone == null ? null : Phones.block(phone))
        .update();
  }

  private static final String VOID =
      """
      update share_code set voided_at = :now
       where session_id = :session and voided_at is null and used_at is null
      returning message_id
      """;

  /** Voids the codes of a browser. Returns the messages that had them. */
  List<MessageId> voidAll(ShareSessionId session) {
    return jdbc
        .sql(VOID)
        .param("now", clock.instant())
        .param("session", session.value())
        .query((row, number) -> Optional.ofNullable(message(row)))
        .list()
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  private static @Nullable MessageId message(ResultSet row) throws SQLException {
    UUID id = row.getObject("message_id", UUID.class);
    return id == null ? null : new MessageId(id);
  }

  private static final String SPEND =
      """
      update share_code set used_at = :now
       where session_id = :session and code_hash = any(:hashes)
         and used_at is null and voided_at is null and expires_at > :now
      returning message_id
      """;

  /**
   * A code that was entered.
   *
   * @param message in which it was sent; null if that is not known
   */
  record Spent(@Nullable MessageId message) {}

  /** Consumes a code; empty if it was not valid until now (rule 3). */
  Optional<Spent> spend(Asking asking, String code) {
    return jdbc.sql(SPEND)
        .param("now", clock.instant())
        .param("session", asking.session().value())
        .param("hashes", hash.all(KeyPurpose.CODE, parts(asking, code)))
        .query((row, number) -> new Spent(message(row)))
        .optional();
  }

  private static final String OPEN_SESSION =
      """
      update share_session set opened_at = :now, last_seen_at = :now, token_hash = :hash,
        address = :address, browser = :browser
       where id = :session and opened_at is null and ended_at is null
      """;

  /**
   * Opens the session under a new token, for the browser that gave the code.
   *
   * @return its token; empty if it was opened before
   */
  Optional<String> open(Asking asking, Origin origin) {
    String token = random.token();
    int opened =
        jdbc.sql(OPEN_SESSION)
            .param("now", clock.instant())
            .param("hash", hash.of(KeyPurpose.SHARE_SESSION, token))
            .param("address", origin.address())
            .param("browser", origin.browser())
            .param("session", asking.session().value())
            .update();
    return opened == 1 ? Optional.of(token) : Optional.empty();
  }

  /** The values that a code is bound to: its purpose, the share and the browser (rule 4). */
  private static String[] parts(Asking asking, String code) {
    return new String[] {"share", asking.share().toString(), asking.session().toString(), code};
  }
}
