package org.sallyport.portal.sharing.receivers;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.crypto.RandomValues;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.portal.sharing.Receiver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The receivers that a person keeps as favourites, and those of the last months. */
@Repository
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class KnownReceivers {
  /** Favourites of one person. */
  static final int MAX_FAVOURITES = 20;

  private static final int MAX_RECENT = 5;
  private static final Duration RECENT_PERIOD = Duration.ofDays(90);
  private final JdbcClient jdbc;
  private final RandomValues random;
  private final Clock clock;

  private static String named(String receivers, int most) {
    return String.format(
        Locale.ROOT,
        """
      select k.account_id, k.group_id, k.email, a.name as account_name, g.name as group_name
      from (%s) k
      left join account a on a.id = k.account_id and a.disabled_at is null
        and a.role in ('physician', 'admin')
      left join care_group g on g.id = k.group_id
      where a.id is not null or g.id is not null or k.email is not null
      order by k.at desc limit %d
      """,
        receivers,
        most);
  }

  /** The favourites, the last used first. */
  public List<Receiver> favourites(AccountId owner) {
    return jdbc.sql(
            named(
                "select account_id, group_id, email, used_at as at from share_favourite where owner_id = :owner",
                MAX_FAVOURITES))
        .param("owner", owner.value())
        .query((row, number) -> receiver(row))
        .list();
  }

  private static final String RECENT_RECEIVERS =
      """
      select h.account_id, h.group_id, h.email, max(h.shared_at) as at from share h
       where h.sharer_id = :owner and h.kind = 'share' and h.shared_at > :since
         and not exists (select from share_favourite f where f.owner_id = :owner
           and (f.account_id, f.group_id, f.email)
             is not distinct from (h.account_id, h.group_id, h.email))
       group by h.account_id, h.group_id, h.email
      """;

  /** The receivers of the last three months that are no favourites. */
  public List<Receiver> recent(AccountId owner) {
    return jdbc.sql(named(RECENT_RECEIVERS, MAX_RECENT))
        .param("owner", owner.value())
        .param("since", clock.instant().minus(RECENT_PERIOD))
        .query((row, number) -> receiver(row))
        .list();
  }

  private static final String KEEP =
      """
      insert into share_favourite (id, owner_id, account_id, group_id, email, used_at)
      values (:id, :owner, :account, :group, :email, :now)
      on conflict (owner_id, account_id, group_id, email) do update set used_at = :now
      """;

  /** Keeps a receiver, or notes its use; the least recently used one above the limit goes. */
  @Transactional
  public void keep(AccountId owner, Receiver receiver) {
    jdbc.sql(KEEP)
        .param("id", random.id())
        .param("owner", owner.value())
        .param("account", receiver instanceof Receiver.Colleague it ? it.account().value() : null)
        .param("group", receiver instanceof Receiver.Team it ? it.group() : null)
        .param("email", receiver instanceof Receiver.Address it ? it.email() : null)
        .param("now", clock.instant())
        .update();
    removeAboveLimit(owner);
  }

  private void removeAboveLimit(AccountId owner) {
    jdbc.sql(
            """
            delete from share_favourite where id in (
              select id from share_favourite where owner_id = :owner
               order by used_at desc, id offset :most)
            """)
        .param("owner", owner.value())
        .param("most", MAX_FAVOURITES)
        .update();
  }

  /** Notes that something was shared with a receiver, if it is a favourite. */
  @Transactional
  public void used(AccountId owner, Receiver receiver) {
    jdbc.sql(
            """
            update share_favourite set used_at = :now where owner_id = :owner and :key in
              ('account:' || account_id, 'group:' || group_id, 'address:' || email)
            """)
        .param("now", clock.instant())
        .param("owner", owner.value())
        .param("key", receiver.key())
        .update();
  }

  /**
   * Removes a favourite.
   *
   * @param key the key of the receiver, who may no longer be one
   */
  @Transactional
  public void forget(AccountId owner, String key) {
    jdbc.sql(
            """
            delete from share_favourite where owner_id = :owner and :key in
              ('account:' || account_id, 'group:' || group_id, 'address:' || email)
            """)
        .param("owner", owner.value())
        .param("key", key)
        .update();
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
}
