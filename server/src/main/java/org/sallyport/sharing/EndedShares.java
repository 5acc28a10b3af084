package org.sallyport.sharing;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.sallyport.access.Origin;
import org.sallyport.account.Role;
import org.sallyport.events.DomainEvents;
import org.sallyport.events.ShareEvent;
import org.sallyport.ids.AccountId;
import org.sallyport.ids.ShareId;
import org.sallyport.ids.SignInId;
import org.sallyport.ids.StudyUid;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What other events mean for shares. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class EndedShares {
  private final JdbcClient jdbc;
  private final DomainEvents events;
  private final Clock clock;

  EndedShares(JdbcClient jdbc, DomainEvents events, Clock clock) {
    this.jdbc = jdbc;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Ends what an account opened to people without an account: shares with addresses, and reference
   * numbers, since nobody looks after them any more. Shares with colleagues and groups last.
   */
  public void ownerGone(AccountId sharer, String reason, Origin origin) {
    withdraw("h.sharer_id = :who and h.email is not null", sharer.value(), reason)
        .forEach((share, studies) -> publish(sharer, share, studies, reason, origin));
    jdbc.sql(
            """
            update reference_number set withdrawn_at = :now
             where issuer_id = :who and withdrawn_at is null and expires_at > :now
            """)
        .param("who", sharer.value())
        .param("now", now())
        .update();
  }

  /**
   * Ends the same if the account's new role sees no studies, nor the page on which shares are
   * looked after.
   */
  public void roleChanged(AccountId sharer, String role, String reason, Origin origin) {
    if (Role.of(role) == Role.HELPDESK) {
      ownerGone(sharer, reason, origin);
    }
  }

  /**
   * Ends what was shared in a sign-in that the owner reported as someone else's, and the reference
   * numbers issued in it.
   */
  public void reported(AccountId sharer, SignInId signIn, String reason, Origin origin) {
    withdraw("h.sign_in_id = :who", signIn.value(), reason)
        .forEach((share, studies) -> publish(sharer, share, studies, reason, origin));
    withdrawNumbers(signIn, reason)
        .forEach(
            number ->
                events.publish(
                    new ShareEvent.ReferenceWithdrawn(sharer, number.toString(), reason, null),
                    origin));
  }

  /** Reference numbers that were issued in the sign-in, with what was added by them. */
  private List<UUID> withdrawNumbers(SignInId signIn, String reason) {
    List<UUID> numbers =
        jdbc.sql(
                """
                update reference_number set withdrawn_at = :now
                 where sign_in_id = :signIn and withdrawn_at is null and expires_at > :now
                returning id
                """)
            .param("now", now())
            .param("signIn", signIn.value())
            .query((row, index) -> row.getObject("id", UUID.class))
            .list();
    numbers.forEach(number -> withdraw("h.reference_id = :who", number, reason));
    return numbers;
  }

  /** Remembers for the givers when a receiver first opened a study. */
  public void opened(AccountId receiver, StudyUid study) {
    jdbc.sql(
            """
            update share_study s set opened_at = :now
              from share h
             where h.id = s.share_id and s.study_uid = :study and s.opened_at is null
               and s.withdrawn_at is null
               and (h.account_id = :receiver or h.group_id in (
                 select m.group_id from group_member m
                  where m.account_id = :receiver and m.left_at is null
                    and m.confirmed_until > :now))
            """)
        .param("now", now())
        .param("study", study.value())
        .param("receiver", receiver.value())
        .update();
  }

  private Map<ShareId, List<StudyUid>> withdraw(String condition, UUID who, String reason) {
    Map<ShareId, List<StudyUid>> withdrawn = new LinkedHashMap<>();
    jdbc.sql(
            """
            update share_study s set withdrawn_at = :now, withdrawn_by = :by
              from share h
             where h.id = s.share_id and s.withdrawn_at is null
               and (h.expires_at is null or h.expires_at > :now) and
            """
                + condition
                + " returning s.share_id, s.study_uid")
        .param("now", now())
        .param("by", reason)
        .param("who", who)
        .query(
            row -> {
              withdrawn
                  .computeIfAbsent(
                      new ShareId(row.getObject("share_id", UUID.class)), id -> new ArrayList<>())
                  .add(new StudyUid(row.getString("study_uid")));
            });
    return withdrawn;
  }

  private void publish(
      AccountId sharer, ShareId share, List<StudyUid> studies, String reason, Origin origin) {
    events.publish(new ShareEvent.Withdrawn(sharer, share, studies, reason), origin);
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }
}
