package org.sallyport.gate.account.password;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.sallyport.gate.account.Usernames;
import org.sallyport.platform.crypto.KeyPurpose;
import org.sallyport.platform.crypto.KeyedHash;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Chooses the hashing cost for unknown names so that response times do not reveal them (rule 33).
 * After the parameters were raised, stored passwords keep the older cost until their owners next
 * sign in; if unknown names always had the new cost, the time would tell the two apart. So the
 * costs are distributed over unknown names as over accounts, and a name always gets the same one.
 */
@Component
class CostsInUse implements UnknownNameCost {
  /** The number of bits that a double represents exactly. */
  private static final int DOUBLE_PRECISION_BITS = 53;

  private final JdbcClient jdbc;
  private final KeyedHash hash;
  private final Argon2.Cost current;
  private volatile List<Share> shares = List.of();

  private record Share(Argon2.Cost cost, long accounts) {}

  CostsInUse(JdbcClient jdbc, KeyedHash hash, PasswordProperties properties) {
    this.jdbc = jdbc;
    this.hash = hash;
    this.current = properties.cost();
  }

  @Override
  public Argon2.Cost of(String username) {
    List<Share> now = shares;
    long all = now.stream().mapToLong(Share::accounts).sum();
    if (all == 0) {
      return current;
    }
    byte[] name = hash.ofCount(KeyPurpose.PASSWORD, "cost", Usernames.key(username));
    return costAt(fraction(name) * all, now);
  }

  /** The cost of the account at that place in the order of the shares. */
  private Argon2.Cost costAt(double place, List<Share> shares) {
    double rest = place;
    for (Share share : shares) {
      rest -= share.accounts();
      if (rest < 0) {
        return share.cost();
      }
    }
    return current;
  }

  /**
   * A fraction of at least 0 and less than 1, derived from a name. Since names are spread evenly,
   * one more account changes the cost of hardly any name.
   */
  private static double fraction(byte[] name) {
    long bits =
        ByteBuffer.wrap(name).getLong(name.length - Long.BYTES)
            >>> (Long.SIZE - DOUBLE_PRECISION_BITS);
    return (double) bits / (1L << DOUBLE_PRECISION_BITS);
  }

  private static final String ACCOUNTS_BY_COST =
      """
      select min(password_hash) as one, count(*) as accounts from account
       where password_hash is not null
       group by split_part(password_hash, '$', 7) order by split_part(password_hash, '$', 7)
      """;

  /** Recounts the costs of all accounts in one table scan. */
  @Scheduled(fixedDelay = 10, timeUnit = TimeUnit.MINUTES)
  void count() {
    shares =
        jdbc.sql(ACCOUNTS_BY_COST).query((row, number) -> share(row)).list().stream()
            .flatMap(Optional::stream)
            .toList();
  }

  private static Optional<Share> share(ResultSet row) throws SQLException {
    long accounts = row.getLong("accounts");
    return StoredPassword.parse(row.getString("one")).map(it -> new Share(it.cost(), accounts));
  }
}
