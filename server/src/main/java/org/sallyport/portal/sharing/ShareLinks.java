package org.sallyport.portal.sharing;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.crypto.KeyPurpose;
import org.sallyport.platform.crypto.KeyedHash;
import org.sallyport.platform.crypto.RandomValues;
import org.sallyport.platform.ids.MessageId;
import org.sallyport.platform.ids.ShareId;
import org.sallyport.platform.ids.SignInId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The links mailed to addresses; only a keyed hash of each token is stored. */
@Repository
@RequiredArgsConstructor
class ShareLinks {
  private final JdbcClient jdbc;
  private final KeyedHash hash;
  private final RandomValues random;
  private final Clock clock;

  private static final String ADD =
      """
      insert into share_link (share_id, token_hash, mailed_at, phone, max_opens)
      values (:share, :hash, :now, :phone, :maxOpens)
      """;

  /** Creates the link of a new share and returns its token. */
  String make(ShareId share, @Nullable String phone, @Nullable Integer maxOpens) {
    String token = random.token();
    jdbc.sql(ADD)
        .param("share", share.value())
        .param("hash", hash.of(KeyPurpose.SHARE_LINK, token))
        .param("now", clock.instant())
        .param("phone", phone)
        .param("maxOpens", maxOpens)
        .update();
    return token;
  }

  private static final String REPLACE =
      """
      update share_link set token_hash = :hash, mailed_at = :now, opens = 0, mailed_in = :session
       where share_id = :share
      """;

  /**
   * Replaces the token, which voids the earlier link. The new one opens as often as the first one
   * did. Sessions that are open go on.
   *
   * @param session in which the sharer asks for it
   */
  String replace(ShareId share, SignInId session) {
    String token = random.token();
    jdbc.sql(REPLACE)
        .param("hash", hash.of(KeyPurpose.SHARE_LINK, token))
        .param("now", clock.instant())
        .param("share", share.value())
        .param("session", session.value())
        .update();
    return token;
  }

  /** Remembers the mail with a share's link. */
  void mailed(ShareId share, MessageId mail) {
    jdbc.sql("update share_link set message_id = :mail where share_id = :share")
        .param("mail", mail.value())
        .param("share", share.value())
        .update();
  }

  /** The mail with a share's link; none if there is no link, or it is not known. */
  List<MessageId> mails(ShareId share) {
    return jdbc.sql(
            "select message_id from share_link where share_id = :share and message_id is not null")
        .param("share", share.value())
        .query((row, number) -> new MessageId(row.getObject("message_id", UUID.class)))
        .list();
  }
}
