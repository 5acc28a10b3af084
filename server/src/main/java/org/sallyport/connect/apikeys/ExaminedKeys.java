package org.sallyport.connect.apikeys;

import static org.sallyport.platform.database.Columns.instantOrNull;

import java.time.Instant;
import java.util.Optional;
import org.sallyport.platform.access.keys.KeyScope;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The valid keys of a scope in a database that is examined.
 *
 * @param until when the last one ends; empty if there is none
 * @param areUsed whether one was used
 */
public record ExaminedKeys(Optional<Instant> until, boolean areUsed) {
  private static final String VALID =
      """
      select max(expires_at) as until, count(last_used_at) as used from api_key
       where :scope = any(scopes) and ended_at is null and expires_at > :now
      """;

  /** Also before the first migration, when the table does not exist. */
  public static ExaminedKeys of(KeyScope scope, JdbcClient jdbc, Instant now) {
    if (!jdbc.sql("select to_regclass('api_key') is not null").query(Boolean.class).single()) {
      return new ExaminedKeys(Optional.empty(), false);
    }
    return jdbc.sql(VALID)
        .param("scope", scope.word())
        .param("now", now)
        .query(
            (row, number) ->
                new ExaminedKeys(
                    Optional.ofNullable(instantOrNull(row, "until")), row.getInt("used") > 0))
        .single();
  }
}
