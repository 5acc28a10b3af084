package org.sallyport.secondfactor.otp;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sallyport.account.Account;
import org.sallyport.delivery.Channel;
import org.sallyport.secrets.KeyedHash;
import org.sallyport.secrets.Use;
import org.sallyport.signin.SignIn;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How much may be sent in a window of time (RULES 9). A browser in which the account signed in
 * before has a budget of its own, so that a stranger with the password cannot use up the owner's.
 * The account's own is counted exactly, under its held row; the wider ones by windows of the clock,
 * each by one statement whose row count decides, the widest last.
 */
@Component
class Budgets {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  /** The plus and three digits: a calling code is no longer (ITU-T E.164). */
  private static final int PREFIX = 4;

  private final JdbcClient jdbc;
  private final CodeStore codes;
  private final KeyedHash hash;
  private final OtpProperties limits;
  private final Clock clock;

  /** One budget: whose it is, how long its window is, and how many may be sent in it. */
  private record Budget(String name, String key, Duration window, int most) {}

  /** A budget that is used up, and when it is open again. */
  record UsedUp(String name, Instant until) {}

  Budgets(JdbcClient jdbc, CodeStore codes, KeyedHash hash, OtpProperties limits, Clock clock) {
    this.jdbc = jdbc;
    this.codes = codes;
    this.hash = hash;
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * Takes one message out of every budget, or names the first that is used up. The account's row
   * must be held.
   */
  Optional<UsedUp> take(Account account, SignIn signIn, Channel channel, String to) {
    Instant now = clock.instant();
    List<Instant> sent = codes.sentSince(account.id(), signIn.knownBrowser(), now.minus(HOUR));
    if (sent.size() >= limits.perAccountHour()) {
      return Optional.of(
          new UsedUp("account", sent.get(sent.size() - limits.perAccountHour()).plus(HOUR)));
    }
    for (Budget budget : budgets(channel, to)) {
      Instant start = start(now, budget.window());
      if (!take(budget, start)) {
        return Optional.of(new UsedUp(budget.name(), start.plus(budget.window())));
      }
    }
    return Optional.empty();
  }

  private List<Budget> budgets(Channel channel, String to) {
    List<Budget> budgets = new ArrayList<>();
    budgets.add(new Budget("destination", "destination " + to, DAY, limits.perDestinationDay()));
    if (channel == Channel.SMS) {
      String prefix = to.substring(0, Math.min(PREFIX, to.length()));
      budgets.add(new Budget("country", "prefix " + prefix, HOUR, limits.perPrefixHour()));
    }
    budgets.add(new Budget("installation", "all", HOUR, limits.perInstallationHour()));
    return budgets;
  }

  private boolean take(Budget budget, Instant start) {
    return jdbc.sql(
                """
                insert into send_budget as b (key, window_start, sent) values (:key, :start, 1)
                on conflict (key, window_start) do update set sent = b.sent + 1 where b.sent < :most
                """)
            .param("key", hash.of(Use.DESTINATION, budget.key()))
            .param("start", Timestamp.from(start))
            .param("most", budget.most())
            .update()
        == 1;
  }

  private static Instant start(Instant now, Duration window) {
    long length = window.toMillis();
    return Instant.ofEpochMilli(Math.floorDiv(now.toEpochMilli(), length) * length);
  }
}
