package org.sallyport.portal.sharing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Role;
import org.sallyport.gate.account.groups.GroupUse;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.ShareEvent;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.GroupId;
import org.sallyport.platform.ids.ShareId;
import org.sallyport.platform.ids.SignInId;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.studies.NewStudyMails;
import org.sallyport.portal.studies.names.ConfirmedNames;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What other events mean for shares, and for what else a role allows to see. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class EndedShares implements GroupUse {
  /** Recorded as who withdrew a name. */
  private static final String PORTAL = "the portal";

  private final JdbcClient jdbc;
  private final ConfirmedNames names;
  private final NewStudyMails mails;
  private final UndoneShareChanges undone;
  private final DomainEvents events;
  private final Clock clock;

  /**
   * Ends what an account opened to people without an account: shares with addresses, and reference
   * numbers, since nobody looks after them any more. Shares with colleagues and groups last.
   */
  public void ownerGone(AccountId sharer, String reason, Origin origin) {
    withdraw("h.sharer_id = :id and h.email is not null", sharer.value(), reason)
        .forEach((share, studies) -> publish(sharer, share, studies, reason, origin));
    withdrawNumbers("issuer_id = :id", sharer.value())
        .forEach(number -> publish(sharer, number, reason, origin));
  }

  /**
   * Ends what the account's new role cannot have: confirmed names are those of physicians and
   * admins. The help desk sees no studies, nor the page on which shares are looked after, so it
   * gets no mails about new studies either.
   */
  public void roleChanged(AccountId account, String role, String reason, Origin origin) {
    Role its = Role.of(role);
    if (its == Role.HELPDESK) {
      ownerGone(account, reason, origin);
      mails.stop(account);
    }
    if (its == Role.HELPDESK || its == Role.PATIENT) {
      withdrawNames(account, reason, origin);
    }
  }

  private void withdrawNames(AccountId account, String reason, Origin origin) {
    Actor by = new Actor(null, PORTAL, reason);
    names.all().stream()
        .filter(name -> name.account().equals(account))
        .forEach(name -> names.withdraw(account, name.name(), by, origin));
  }

  /**
   * Ends what was shared in a sign-in that the owner reported as someone else's, and the reference
   * numbers issued in it; undoes what it did to other shares.
   */
  public void reported(AccountId sharer, SignInId signIn, String reason, Origin origin) {
    // First, since guests' codes take a link before the messages too.
    undone.undo(sharer, signIn, reason, origin);
    withdraw("h.sign_in_id = :id", signIn.value(), reason)
        .forEach((share, studies) -> publish(sharer, share, studies, reason, origin));
    for (Ended number : withdrawNumbers("sign_in_id = :id", signIn.value())) {
      withdraw("h.reference_id = :id", number.id(), reason);
      publish(sharer, number, reason, origin);
    }
  }

  /**
   * Ends for good what was shared by an account, or by colleagues in its groups, that no longer
   * have the study after a change of its numbers, names or role.
   */
  public void lost(AccountId account) {
    jdbc.sql("select end_lost_shares_around(:account, :now)")
        .param("account", account.value())
        .param("now", clock.instant())
        .query()
        .singleRow();
  }

  @Override
  public void left(AccountId account) {
    lost(account);
  }

  @Override
  public boolean isUsed(GroupId group) {
    return jdbc.sql("select exists (select from share where group_id = :group)")
        .param("group", group.value())
        .query(Boolean.class)
        .single();
  }

  /** A reference number that ended. */
  private record Ended(UUID id, StudyUid study) {}

  private static final String WITHDRAW_NUMBERS =
      """
      update reference_number set withdrawn_at = :now
       where withdrawn_at is null and expires_at > :now\
      """;

  private List<Ended> withdrawNumbers(String condition, UUID id) {
    return jdbc.sql(WITHDRAW_NUMBERS + " and " + condition + " returning id, study_uid")
        .param("now", clock.instant())
        .param("id", id)
        .query((row, index) -> new Ended(row.getObject("id", UUID.class), study(row)))
        .list();
  }

  private static final String MARK_OPENED =
      """
      update share_study s set opened_at = :now
        from share h
       where h.id = s.share_id and s.study_uid = :study and s.opened_at is null
         and s.withdrawn_at is null and h.sharer_id is distinct from :receiver
         and h.valid_from <= :now and (h.expires_at is null or h.expires_at > :now)
         and (h.account_id = :receiver or h.group_id in (
           select m.group_id from group_member m
            where m.account_id = :receiver and m.left_at is null
              and m.confirmed_until > :now))
      """;

  /**
   * Remembers for the sharers when a receiver first opened a study. The sharer, who may be in the
   * group of receivers, does not count.
   */
  public void opened(AccountId receiver, StudyUid study) {
    jdbc.sql(MARK_OPENED)
        .param("now", clock.instant())
        .param("study", study.value())
        .param("receiver", receiver.value())
        .update();
  }

  private static final String WITHDRAW_STUDIES =
      """
      update share_study s set withdrawn_at = :now, withdrawn_by = :by
        from share h
       where h.id = s.share_id and s.withdrawn_at is null
         and (h.expires_at is null or h.expires_at > :now)\
      """;

  private Map<ShareId, List<StudyUid>> withdraw(String condition, UUID id, String reason) {
    Map<ShareId, List<StudyUid>> withdrawn = new LinkedHashMap<>();
    jdbc.sql(WITHDRAW_STUDIES + " and " + condition + " returning s.share_id, s.study_uid")
        .param("now", clock.instant())
        .param("by", reason)
        .param("id", id)
        .query(
            row -> {
              withdrawn.computeIfAbsent(share(row), any -> new ArrayList<>()).add(study(row));
            });
    return withdrawn;
  }

  private static ShareId share(ResultSet row) throws SQLException {
    return new ShareId(row.getObject("share_id", UUID.class));
  }

  private static StudyUid study(ResultSet row) throws SQLException {
    return new StudyUid(row.getString("study_uid"));
  }

  private void publish(
      AccountId sharer, ShareId share, List<StudyUid> studies, String reason, Origin origin) {
    events.publish(new ShareEvent.Withdrawn(sharer, share, studies, reason), origin);
  }

  private void publish(AccountId issuer, Ended number, String reason, Origin origin) {
    events.publish(
        new ShareEvent.ReferenceWithdrawn(
            issuer, number.id().toString(), number.study(), reason, null),
        origin);
  }
}
