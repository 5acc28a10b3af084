package org.sallyport.gate.account.search;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Role;
import org.sallyport.gate.account.Usernames;
import org.sallyport.platform.ids.AccountId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds accounts by one field: name, username, e-mail address, phone number, physician's or
 * patient's number, lock reference. Accents, case and the order of words do not matter.
 */
@Repository
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class AccountSearch {
  /** Accounts that one search returns; one more says that there are more. */
  public static final int MAX_RESULTS = 20;

  private static final String COLUMNS =
      """
      select a.id, a.username, a.name, a.role, a.disabled_at is not null as disabled,
             a.locked_at is not null as locked, not a.activated as invited
        from account a \
      """;

  private final JdbcClient jdbc;

  /**
   * Finds accounts: those with that lock reference, then the one with exactly that username, then
   * the others by name.
   *
   * @param typed one letter at least
   * @return {@link #MAX_RESULTS} + 1 at most
   */
  @Transactional(readOnly = true)
  public List<FoundAccount> find(String typed) {
    List<FoundAccount> locked =
        SearchWords.lockReference(typed).map(this::locked).orElseGet(List::of);
    return Stream.concat(locked.stream(), byNameOrNumber(typed).stream())
        .distinct()
        .limit(MAX_RESULTS + 1)
        .toList();
  }

  private List<FoundAccount> byNameOrNumber(String typed) {
    String query = query(typed);
    if (query.isEmpty()) {
      return List.of();
    }
    String username = Usernames.key(typed);
    return Stream.concat(named(username), byWords(query))
        .distinct()
        .limit(MAX_RESULTS + 1)
        .sorted(usernameFirst(username))
        .toList();
  }

  /** The account with that username first, the others by name. */
  private static Comparator<FoundAccount> usernameFirst(String username) {
    return Comparator.<FoundAccount, Boolean>comparing(
            it -> !Usernames.key(it.username()).equals(username))
        .thenComparing(FoundAccount::name)
        .thenComparing(FoundAccount::username);
  }

  private String query(String typed) {
    String words = words(typed);
    Stream<String> asWords = words.isEmpty() ? Stream.empty() : Stream.of("(" + words + ")");
    Stream<String> asNumber =
        Stream.concat(SearchWords.phone(typed).stream(), SearchWords.digits(typed).stream())
            .map(SearchWords::lexeme);
    return Stream.concat(asNumber, asWords).collect(Collectors.joining(" | "));
  }

  private String words(String typed) {
    String folded =
        jdbc.sql("select account_fold(:typed)")
            .param("typed", typed.replace('\0', ' '))
            .query(String.class)
            .single();
    return SearchWords.of(folded).query();
  }

  private List<FoundAccount> locked(String reference) {
    return jdbc.sql(COLUMNS + "where a.lock_reference = :reference order by a.name limit :most")
        .param("reference", reference)
        .param("most", MAX_RESULTS + 1)
        .query((row, number) -> found(row))
        .list();
  }

  private static final String BY_WORDS =
      COLUMNS
          + """
          join (select account_id from account_word where words @@ cast(:query as tsquery) limit :most) w
            on w.account_id = a.id
          """;

  /**
   * The planner cannot know how many rows a prefix has; with a limit on the rows, it would read the
   * whole table for a rare prefix. So this transaction makes it use the index.
   */
  private Stream<FoundAccount> byWords(String query) {
    jdbc.sql("select set_config('enable_seqscan', 'off', true)").query().singleRow();
    return jdbc
        .sql(BY_WORDS)
        .param("query", query)
        .param("most", MAX_RESULTS + 1)
        .query((row, number) -> found(row))
        .list()
        .stream();
  }

  /** The account with exactly that username, whatever else begins so. */
  private Stream<FoundAccount> named(String username) {
    return jdbc
        .sql(COLUMNS + "where a.username_key = :key")
        .param("key", username)
        .query((row, number) -> found(row))
        .list()
        .stream();
  }

  private static FoundAccount found(ResultSet row) throws SQLException {
    return new FoundAccount(
        new AccountId(row.getObject("id", UUID.class)),
        row.getString("username"),
        row.getString("name"),
        Role.of(row.getString("role")),
        row.getBoolean("disabled"),
        row.getBoolean("locked"),
        row.getBoolean("invited"));
  }
}
