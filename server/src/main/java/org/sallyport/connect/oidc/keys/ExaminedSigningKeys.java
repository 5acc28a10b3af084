package org.sallyport.connect.oidc.keys;

import static org.sallyport.platform.database.Columns.instant;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.X509CertUtils;
import java.security.cert.X509Certificate;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The signing keys in a database that is examined, as they are published. */
public final class ExaminedSigningKeys {
  /**
   * One of them.
   *
   * @param certificate null if it has none
   */
  public record Key(Instant signsFrom, @Nullable X509Certificate certificate) {}

  private ExaminedSigningKeys() {}

  /**
   * The keys of a set, the first to sign first; none before the first migration, when the table
   * does not exist.
   */
  public static List<Key> of(String set, JdbcClient jdbc) {
    if (!jdbc.sql("select to_regclass('oidc_key') is not null").query(Boolean.class).single()) {
      return List.of();
    }
    return jdbc.sql(
            "select public_key, signs_from from oidc_key where key_set = :set order by signs_from, id")
        .param("set", set)
        .query((row, number) -> key(row))
        .list();
  }

  private static Key key(ResultSet row) throws SQLException {
    Instant from = instant(row, "signs_from");
    try {
      JWK key = JWK.parse(row.getString("public_key"));
      return new Key(
          from,
          key.getX509CertChain() == null
              ? null
              : X509CertUtils.parse(key.getX509CertChain().getFirst().decode()));
    } catch (ParseException e) {
      return new Key(from, null);
    }
  }
}
