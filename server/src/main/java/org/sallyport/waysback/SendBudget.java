package org.sallyport.waysback;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.sallyport.ids.AccountId;
import org.sallyport.secrets.KeyedHash;
import org.sallyport.secrets.Use;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * How often links are mailed, and from how often an address is listened to, so that a thousand
 * requests mail few. Apart from the budgets of codes: whoever says that a password is forgotten
 * must not keep its owner from signing in.
 */
@Component
class SendBudget {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  private final JdbcClient jdbc;
  private final KeyedHash hash;
  private final WaysBackProperties limits;
  private final Clock clock;

  SendBudget(JdbcClient jdbc, KeyedHash hash, WaysBackProperties limits, Clock clock) {
    this.jdbc = jdbc;
    this.hash = hash;
    this.limits = limits;
    this.clock = clock;
  }

  /** Takes one mail out of the account's budget; false if it is used up. */
  @Transactional(propagation = Propagation.MANDATORY)
  boolean takeMail(AccountId account) {
    return take("link mail " + account, HOUR, limits.mailsPerHour())
        && take("link mail " + account, DAY, limits.mailsPerDay());
  }

  /** Takes one request out of the address's budget; false if it is used up. */
  @Transactional(propagation = Propagation.MANDATORY)
  boolean takeRequest(String address) {
    return take("link request " + address, HOUR, limits.requestsPerHour());
  }

  private boolean take(String whose, Duration window, int most) {
    long length = window.toMillis();
    long start = Math.floorDiv(clock.millis(), length) * length;
    return jdbc.sql(
                """
                insert into send_budget as b (key, window_start, sent) values (:key, :start, 1)
                on conflict (key, window_start) do update set sent = b.sent + 1 where b.sent < :most
                """)
            .param("key", hash.of(Use.DESTINATION, whose, window.toString()))
            .param("start", Timestamp.from(Instant.ofEpochMilli(start)))
            .param("most", most)
            .update()
        == 1;
  }
}
