package org.sallyport.portal.sharing.guest;

import java.time.Clock;
import java.util.OptionalInt;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.ids.ShareId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The wrong codes of a share: five tries of its own (rule 12), counted over all browsers. Nothing
 * but a right code or the sharer resets them.
 */
@Repository
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class ShareTries {
  public static final int MAX_TRIES = 5;

  private final JdbcClient jdbc;
  private final Clock clock;

  private static final String COUNT =
      """
      update share_link set wrong_codes = wrong_codes + 1
       where share_id = :share and locked_at is null and wrong_codes < :most
      returning wrong_codes
      """;

  /**
   * Counts a try before it is compared (rule 13).
   *
   * @return the number of tries in a row; empty if the share is locked
   */
  public OptionalInt count(ShareId share) {
    return jdbc
        .sql(COUNT)
        .param("share", share.value())
        .param("most", MAX_TRIES)
        .query((row, number) -> row.getInt(1))
        .list()
        .stream()
        .mapToInt(Integer::intValue)
        .findFirst();
  }

  public void lock(ShareId share) {
    jdbc.sql("update share_link set locked_at = :now where share_id = :share")
        .param("now", clock.instant())
        .param("share", share.value())
        .update();
  }

  private static final String OPEN =
      """
      update share_link
         set wrong_codes = 0, opens = opens + 1, last_opened_at = :now,
           first_opened_at = coalesce(first_opened_at, :now)
       where share_id = :share and locked_at is null
         and (max_opens is null or opens < max_opens)
      """;

  /** Records an opening and resets the count; false if it was opened as often as it may be. */
  public boolean open(ShareId share) {
    return jdbc.sql(OPEN).param("now", clock.instant()).param("share", share.value()).update() == 1;
  }

  public int left(ShareId share) {
    return MAX_TRIES
        - jdbc.sql("select wrong_codes from share_link where share_id = :share")
            .param("share", share.value())
            .query(Integer.class)
            .single();
  }
}
