package org.sallyport.portal.sharing;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.ShareId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Inserts shares. What a share may contain is decided by the rows that these statements change. */
@Repository
@RequiredArgsConstructor
class ShareStore {
  private final JdbcClient jdbc;
  private final Clock clock;

  /**
   * Inserts the share without its studies.
   *
   * @return false if the form was submitted before
   */
  boolean add(ShareId share, Visitor sharer, ShareTerms terms) {
    return jdbc.sql(
                """
                insert into share (id, kind, sharer_id, shared_by, sign_in_id, request_id, account_id, group_id,
                  email, message, with_report, may_share_on, shared_at, valid_from, expires_at)
                values (:id, 'share', :sharer, :by, :signIn, :request, :account, :group,
                  :email, :message, :report, :onward, :now, :from, :until)
                on conflict (sharer_id, request_id) do nothing
                """)
            .param("id", share.value())
            .param("sharer", sharer.account().value())
            .param("by", sharer.name())
            .param("signIn", sharer.signIn().value())
            .param("request", terms.request())
            .param("account", account(terms.receiver()))
            .param("group", group(terms.receiver()))
            .param("email", email(terms.receiver()))
            .param("message", terms.message())
            .param("report", terms.withReport())
            .param("onward", terms.mayShareOn())
            .param("now", clock.instant())
            .param("from", terms.from())
            .param("until", terms.until())
            .update()
        == 1;
  }

  /**
   * Adds a study to the share. If the sharer has it from another share, the statement adds nothing
   * unless that one lives, allows it, lasts as long and includes the report if this one does.
   *
   * @return whether it was added
   */
  boolean add(ShareId share, Sharable sharable) {
    ShareId parent = sharable.parent();
    return parent == null ? addOwn(share, sharable) : addOnward(share, sharable, parent);
  }

  private boolean addOwn(ShareId share, Sharable sharable) {
    return jdbc.sql("insert into share_study (share_id, study_uid) values (:share, :study)")
            .param("share", share.value())
            .param("study", sharable.study().uid().value())
            .update()
        == 1;
  }

  /** The parent's row is locked, so that it is not withdrawn in between. */
  private static final String ADD_ONWARD =
      """
      insert into share_study (share_id, study_uid, parent_id, depth)
      select h.id, p.study_uid, p.share_id, p.depth + 1
        from share h, (
          select s.share_id, s.study_uid, s.depth, g.expires_at, g.with_report
            from share_study s join share g on g.id = s.share_id
           where s.share_id = :parent and s.study_uid = :study and s.withdrawn_at is null
             and g.may_share_on and s.depth < :deepest
             for share of s, g) p
       where h.id = :share and share_lives(p.share_id, p.study_uid, :now)
         and (p.expires_at is null or h.expires_at <= p.expires_at)
         and (p.with_report or not h.with_report)
      """;

  private boolean addOnward(ShareId share, Sharable sharable, ShareId parent) {
    return jdbc.sql(ADD_ONWARD)
            .param("share", share.value())
            .param("parent", parent.value())
            .param("study", sharable.study().uid().value())
            .param("deepest", SharableStudies.MAX_DEPTH)
            .param("now", clock.instant())
            .update()
        == 1;
  }

  /** The share that the form made when it was submitted first. */
  ShareId first(AccountId sharer, UUID request) {
    return jdbc.sql("select id from share where sharer_id = :sharer and request_id = :request")
        .param("sharer", sharer.value())
        .param("request", request)
        .query((row, number) -> new ShareId(row.getObject("id", UUID.class)))
        .single();
  }

  private static final String COUNT_ALREADY_SHARED =
      """
      select count(distinct s.study_uid) from share h join share_study s on s.share_id = h.id
       where h.sharer_id = :sharer and h.kind = 'share'
         and (h.account_id = :account or h.group_id = :group or h.email = :email)
         and s.study_uid = any(:studies) and share_lives(h.id, s.study_uid, :now)
      """;

  /** How many of the studies the receiver has by an earlier share of the same person. */
  int alreadyShared(AccountId sharer, ShareTerms terms) {
    return jdbc.sql(COUNT_ALREADY_SHARED)
        .param("sharer", sharer.value())
        .param("account", account(terms.receiver()), java.sql.Types.OTHER)
        .param("group", group(terms.receiver()), java.sql.Types.OTHER)
        .param("email", email(terms.receiver()), java.sql.Types.VARCHAR)
        .param("studies", terms.studies().stream().map(Object::toString).toArray(String[]::new))
        .param("now", clock.instant())
        .query(Integer.class)
        .single();
  }

  private static final String MEMBERS =
      """
      select m.account_id from group_member m join account a on a.id = m.account_id
       where m.group_id = :group and m.left_at is null and m.confirmed_until > :now
         and a.disabled_at is null and may_be_in_groups(a.role)
       order by m.account_id limit 50
      """;

  /** The accounts that a share with this receiver reaches, at most fifty. */
  List<AccountId> accounts(Receiver receiver) {
    return switch (receiver) {
      case Receiver.Colleague colleague -> List.of(colleague.account());
      case Receiver.Address _ -> List.of();
      case Receiver.Team team ->
          jdbc.sql(MEMBERS)
              .param("group", team.group())
              .param("now", clock.instant())
              .query((row, number) -> new AccountId(row.getObject(1, UUID.class)))
              .list();
    };
  }

  private static @Nullable UUID account(Receiver receiver) {
    return receiver instanceof Receiver.Colleague colleague ? colleague.account().value() : null;
  }

  private static @Nullable UUID group(Receiver receiver) {
    return receiver instanceof Receiver.Team team ? team.group() : null;
  }

  private static @Nullable String email(Receiver receiver) {
    return receiver instanceof Receiver.Address address ? address.email() : null;
  }
}
