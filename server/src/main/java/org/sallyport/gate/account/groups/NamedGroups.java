package org.sallyport.gate.account.groups;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.ids.AccountId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The groups that settings and applications name. A name means the group that had it when it was
 * first asked for: neither a rename nor a new group of that name changes who has the right (rule
 * 61). In place of a name, the id of a group can stand.
 */
@Repository
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class NamedGroups {
  private static final String BOUND =
      "select count(*) from named_group where scope = :scope and name_key = any(:names)";

  private static final String BIND =
      """
      insert into named_group (scope, name_key, group_id, bound_at)
      select :scope, name_key, id, :now from care_group where name_key = any(:names)
      on conflict (scope, name_key) do nothing
      """;

  private static final String MEMBERSHIPS =
      """
      select w.key, g.name
        from (select name_key as key, group_id from named_group where scope = :scope and name_key = any(:names)
              union all select id::text, id from care_group where id::text = any(:names)) w
        join care_group g on g.id = w.group_id
        join group_member m on m.group_id = g.id
       where m.account_id = :account and m.left_at is null and m.confirmed_until > :now
      """;

  private static final String KEEP =
      "delete from named_group where scope = :scope and name_key <> all(:names)";

  private final JdbcClient jdbc;
  private final Clock clock;

  /**
   * Those of the named groups in which an account is now, with the names that they have now.
   *
   * @param scope where they are named: the setting, or the application
   */
  public Map<String, String> of(AccountId account, String scope, Collection<String> names) {
    String[] keys = keys(names);
    bind(scope, keys);
    return jdbc
        .sql(MEMBERSHIPS)
        .param("scope", scope)
        .param("names", keys)
        .param("account", account.value())
        .param("now", clock.instant())
        .query((row, number) -> Map.entry(row.getString("key"), row.getString("name")))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Whether an account is in one of the named groups now. */
  public boolean isInOne(AccountId account, String scope, Collection<String> names) {
    return !of(account, scope, names).isEmpty();
  }

  /** Binds the names of a scope now, and forgets those that it no longer has. */
  public void name(String scope, Collection<String> names) {
    String[] keys = keys(names);
    jdbc.sql(KEEP).param("scope", scope).param("names", keys).update();
    bind(scope, keys);
  }

  private void bind(String scope, String[] keys) {
    int bound =
        jdbc.sql(BOUND).param("scope", scope).param("names", keys).query(Integer.class).single();
    if (bound < keys.length) {
      jdbc.sql(BIND)
          .param("scope", scope)
          .param("names", keys)
          .param("now", clock.instant())
          .update();
    }
  }

  private static String[] keys(Collection<String> names) {
    List<String> keys = names.stream().map(Groups::key).distinct().toList();
    return keys.toArray(String[]::new);
  }
}
