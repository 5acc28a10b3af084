package org.sallyport.gate.account.groups;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the names of groups in settings and of applications mean by now, see {@link NamedGroups}.
 */
public final class ExaminedNames {
  /** A name that was never asked for has no binding yet; it will get the group of that name. */
  private static final String MEANT =
      """
      select n.group_id is not null as bound, g.id::text as id, g.name, g.name_key,
             exists (select 1 from care_group other where other.name_key = :key) as taken
        from (select cast(:key as text) as key) w
        left join named_group n on n.scope = :scope and n.name_key = w.key
        left join care_group g on g.id = n.group_id
              or (n.group_id is null and (g.name_key = w.key or g.id::text = w.key))
      """;

  private ExaminedNames() {}

  /** Whether the database has the tables. */
  public static boolean canBeAsked(JdbcClient jdbc) {
    return jdbc.sql("select to_regclass('named_group') is not null").query(Boolean.class).single();
  }

  /**
   * What is wrong with each of the names.
   *
   * @param scope where they are named: the setting, or the application
   */
  public static List<String> wrong(JdbcClient jdbc, String scope, Collection<String> names) {
    return names.stream()
        .distinct()
        .sorted()
        .map(name -> wrong(jdbc, scope, name))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<String> wrong(JdbcClient jdbc, String scope, String name) {
    String key = Groups.key(name);
    return jdbc.sql(MEANT)
        .param("scope", scope)
        .param("key", key)
        .query(
            (row, number) ->
                Optional.ofNullable(
                    words(
                        name,
                        row.getBoolean("bound"),
                        row.getString("name"),
                        key.equals(row.getString("name_key")) || key.equals(row.getString("id")),
                        row.getBoolean("taken"))))
        .list()
        .getFirst();
  }

  /**
   * @param now what the meant group is called; null if there is none
   * @param same whether that is the name
   * @param taken whether a group is called so
   */
  private static @Nullable String words(
      String name, boolean bound, @Nullable String now, boolean same, boolean taken) {
    if (now != null) {
      return same
          ? null
          : name
              + " means the group that is called "
              + now
              + " now"
              + (taken ? ", and not the one that has the name" : "");
    }
    if (!bound) {
      return "there is no group " + name;
    }
    return "the group that "
        + name
        + " means was deleted"
        + (taken ? "; the one that has the name now gives no right, write its id" : "");
  }
}
