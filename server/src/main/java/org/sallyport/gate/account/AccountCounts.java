package org.sallyport.gate.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The number of enabled accounts, by which limits scale; cached for at most a minute. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class AccountCounts {
  /** The plus sign and three digits: no country code is longer (ITU-T E.164). */
  private static final int PREFIX_LENGTH = 4;

  private static final Duration CACHE_TTL = Duration.ofMinutes(1);

  private final JdbcClient jdbc;
  private final Clock clock;
  private volatile @Nullable Counted counted;

  private record Counted(Instant at, int all, Map<String, Integer> byPrefix) {}

  public int enabled() {
    return counted().all();
  }

  /** The number of enabled accounts whose phone number has this prefix. */
  public int enabledWithPrefix(String prefix) {
    return counted().byPrefix().getOrDefault(prefix, 0);
  }

  /** The prefix of a number, for example "+324". */
  public static String prefix(String e164) {
    return e164.substring(0, Math.min(PREFIX_LENGTH, e164.length()));
  }

  private Counted counted() {
    Counted last = counted;
    Instant now = clock.instant();
    // Not what was counted before the clock was set back: it would stay until that time comes
    // again.
    if (last != null && !now.isBefore(last.at()) && now.isBefore(last.at().plus(CACHE_TTL))) {
      return last;
    }
    Counted fresh = count(now);
    counted = fresh;
    return fresh;
  }

  private static final String COUNT_BY_PREFIX =
      """
      select coalesce(left(phone, :length), '') as prefix, count(*) as accounts
        from account where disabled_at is null group by 1
      """;

  private Counted count(Instant now) {
    Map<String, Integer> byPrefix = new HashMap<>();
    jdbc.sql(COUNT_BY_PREFIX)
        .param("length", PREFIX_LENGTH)
        .query((row, number) -> byPrefix.put(row.getString("prefix"), row.getInt("accounts")))
        .list();
    int all = byPrefix.values().stream().mapToInt(Integer::intValue).sum();
    return new Counted(now, all, byPrefix);
  }
}
