package org.sallyport.portal.sharing;

import static org.sallyport.platform.database.Columns.instant;
import static org.sallyport.platform.database.Columns.instantOrNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.MessageId;
import org.sallyport.platform.ids.ShareId;
import org.sallyport.platform.ids.StudyUid;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The shares that an account gave: those that last, and those that ended a short while ago. */
@Repository
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class GivenShares {
  private static final Duration SHOWN_AFTER_END = Duration.ofDays(30);
  private static final int PAGE_SIZE = 50;

  /** The shares that last, and those that ended a short while ago. */
  private static final String PLACES =
      """
      select h.id, h.shared_at, bool_or(s.withdrawn_at is null
          and s.lost_at is null and (h.expires_at is null or h.expires_at > :now)) as lasts
      from share h join share_study s on s.share_id = h.id
      where h.sharer_id = :sharer and h.kind = 'share'
        and (h.expires_at is null or h.expires_at > :before)
        and (s.withdrawn_at is null or s.withdrawn_at > :before)
        and (s.lost_at is null or s.lost_at > :before)
      group by h.id
      """;

  private static final String SHARES =
      """
      select h.id, h.account_id, h.group_id, h.email, h.message, h.shared_at, h.valid_from,
        h.expires_at, h.with_report, h.may_share_on, a.name as account_name, g.name as group_name,
        l.mailed_at, l.message_id, l.first_opened_at, l.opens, l.max_opens, l.locked_at,
        s.study_uid, s.opened_at, s.withdrawn_at,
        share_lives(h.id, s.study_uid, greatest(h.valid_from, :now)) as lives,
        (select count(*) from share_study o where o.parent_id = h.id and o.study_uid = s.study_uid)
          as onward,
        coalesce((select m.marks from marks_of_share m where m.share_id = h.id), 0) as marks
      from share h join share_study s on s.share_id = h.id
      left join account a on a.id = h.account_id
      left join care_group g on g.id = h.group_id
      left join share_link l on l.share_id = h.id
      where h.sharer_id = :sharer and h.kind = 'share'
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  /**
   * Some of the shares.
   *
   * @param last the place of the last one if more follow; otherwise null
   */
  public record Page(List<GivenShare> shares, @Nullable SharePosition last) {}

  /**
   * Fifty shares: those that last before those that ended, the newest first.
   *
   * @param after the place before the page; null for the first page
   */
  public Page page(AccountId sharer, @Nullable SharePosition after) {
    List<SharePosition> places = places(sharer, after);
    List<SharePosition> here = places.subList(0, Math.min(PAGE_SIZE, places.size()));
    return new Page(
        of(sharer, here.stream().map(SharePosition::share).toList()),
        places.size() > PAGE_SIZE ? here.getLast() : null);
  }

  private List<SharePosition> places(AccountId sharer, @Nullable SharePosition after) {
    JdbcClient.StatementSpec statement =
        statement(
                "select * from ("
                    + PLACES
                    + ") p where "
                    + (after == null ? "true" : "(lasts, shared_at, id) < (:lasts, :at, :id)")
                    + " order by lasts desc, shared_at desc, id desc limit :most",
                sharer)
            .param("before", before())
            .param("most", PAGE_SIZE + 1);
    if (after != null) {
      statement
          .param("lasts", after.lasts())
          .param("at", after.sharedAt())
          .param("id", after.share().value());
    }
    return statement.query((row, number) -> place(row)).list();
  }

  private static SharePosition place(ResultSet row) throws SQLException {
    return new SharePosition(
        row.getBoolean("lasts"),
        instant(row, "shared_at"),
        new ShareId(row.getObject("id", UUID.class)));
  }

  /** The shares in that order, without studies that were withdrawn long ago. */
  private List<GivenShare> of(AccountId sharer, List<ShareId> shares) {
    return read(
        statement(
                SHARES
                    + """
                    and h.id = any(:shares) and (s.withdrawn_at is null or s.withdrawn_at > :before)
                    and (s.lost_at is null or s.lost_at > :before)
                    order by array_position(:shares, h.id), s.study_uid
                    """,
                sharer)
            .param("shares", shares.stream().map(ShareId::value).toArray(UUID[]::new))
            .param("before", before()));
  }

  private Instant before() {
    return clock.instant().minus(SHOWN_AFTER_END);
  }

  /** One share; empty if it is not the account's. */
  public Optional<GivenShare> find(AccountId sharer, ShareId share) {
    return read(
            statement(SHARES + "and h.id = :share order by s.study_uid", sharer)
                .param("share", share.value()))
        .stream()
        .findFirst();
  }

  private JdbcClient.StatementSpec statement(String sql, AccountId sharer) {
    return jdbc.sql(sql).param("sharer", sharer.value()).param("now", clock.instant());
  }

  private static List<GivenShare> read(JdbcClient.StatementSpec statement) {
    Map<ShareId, GivenShare> shares = new LinkedHashMap<>();
    statement.query(
        row -> {
          GivenShare share = share(row);
          shares.computeIfAbsent(share.id(), id -> share).studies().add(part(row));
        });
    return List.copyOf(shares.values());
  }

  private static GivenShare share(ResultSet row) throws SQLException {
    return new GivenShare(
        new ShareId(row.getObject("id", UUID.class)),
        receiver(row),
        row.getString("message"),
        Objects.requireNonNull(instantOrNull(row, "shared_at")),
        Objects.requireNonNull(instantOrNull(row, "valid_from")),
        instantOrNull(row, "expires_at"),
        row.getBoolean("with_report"),
        row.getBoolean("may_share_on"),
        row.getInt("marks"),
        link(row),
        new ArrayList<>());
  }

  private static Receiver receiver(ResultSet row) throws SQLException {
    UUID account = row.getObject("account_id", UUID.class);
    if (account != null) {
      return new Receiver.Colleague(new AccountId(account), row.getString("account_name"));
    }
    UUID group = row.getObject("group_id", UUID.class);
    return group == null
        ? new Receiver.Address(row.getString("email"))
        : new Receiver.Team(group, row.getString("group_name"));
  }

  private static GivenShare.@Nullable Link link(ResultSet row) throws SQLException {
    Instant mailedAt = instantOrNull(row, "mailed_at");
    return mailedAt == null
        ? null
        : new GivenShare.Link(
            mailedAt,
            mail(row),
            instantOrNull(row, "first_opened_at"),
            row.getInt("opens"),
            row.getObject("max_opens", Integer.class),
            instantOrNull(row, "locked_at") != null);
  }

  private static @Nullable MessageId mail(ResultSet row) throws SQLException {
    UUID id = row.getObject("message_id", UUID.class);
    return id == null ? null : new MessageId(id);
  }

  private static GivenShare.Part part(ResultSet row) throws SQLException {
    return new GivenShare.Part(
        new StudyUid(row.getString("study_uid")),
        instantOrNull(row, "opened_at"),
        instantOrNull(row, "withdrawn_at"),
        row.getBoolean("lives"),
        row.getInt("onward"));
  }
}
