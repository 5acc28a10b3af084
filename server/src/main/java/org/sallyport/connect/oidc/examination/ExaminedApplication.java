package org.sallyport.connect.oidc.examination;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The addresses of an application, and the groups that may use it.
 *
 * @param isNative whether it is an installed program, whose addresses nobody can look up
 * @param visited where browsers are led
 * @param logoutUri where the end of a session is told; null if it is not
 */
record ExaminedApplication(
    String id,
    String clientId,
    boolean isNative,
    List<String> visited,
    @Nullable String logoutUri,
    List<String> groups) {

  static List<ExaminedApplication> all(JdbcClient jdbc) {
    return jdbc.sql(
            """
            select id::text, groups, client_id, native, redirect_uris || post_logout_uris as visited, logout_uri
              from oidc_client where disabled_at is null order by client_id
            """)
        .query((row, number) -> of(row))
        .list();
  }

  private static ExaminedApplication of(ResultSet row) throws SQLException {
    return new ExaminedApplication(
        row.getString("id"),
        row.getString("client_id"),
        row.getBoolean("native"),
        List.of((String[]) row.getArray("visited").getArray()),
        row.getString("logout_uri"),
        List.of((String[]) row.getArray("groups").getArray()));
  }
}
