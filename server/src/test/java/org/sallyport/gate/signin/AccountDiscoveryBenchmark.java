package org.sallyport.gate.signin;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.database.Rows;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/**
 * Not a test of the suite: {@code mvn -pl server test -Dtest=AccountDiscoveryBenchmark} measures
 * whether the time of an answer tells accounts from names that nobody has (rules 33, 38). Each
 * round sends every kind of name once, in random order; each kind is compared with a name that
 * nobody has, of the same round. A second such name shows the noise.
 */
@SallyportTest
@TestPropertySource(
    properties = {
      "sallyport.lock.password-delay-after=1000000",
      "sallyport.lock.address-delay-after=1000000",
      "sallyport.lock.site-delay-after=1000000",
      "sallyport.account-recovery.requests-per-hour=1000000"
    })
class AccountDiscoveryBenchmark {
  static final int WARMUP_ROUNDS = 50;
  static final int ROUNDS = Integer.getInteger("discovery.rounds", 200);
  static final String BASE = "a name that nobody has";
  static final String WRONG = "not the password of anybody";

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;

  /**
   * A name, and the password that is tried with it.
   *
   * @param username with %d where that of each round is another
   */
  record Probe(String username, String password) {}

  @Test
  void measures() {
    compare("sign-in", "/login", names());
    compare("forgotten password", "/forgotten", names());
  }

  /** Each kind of name. */
  Map<String, Probe> names() {
    Map<String, Probe> names = new LinkedHashMap<>();
    names.put(BASE, new Probe("nobody.here", WRONG));
    names.put("another one", new Probe("nobody.there", WRONG));
    names.put("an account", new Probe(people.byEmail().username(), WRONG));
    names.put("of a locked one", set("locked_at = now(), wrong_codes = 5", WRONG));
    names.put("of a disabled one", set("disabled_at = now()", People.PASSWORD));
    names.put("of one that was never activated", set("password_hash = null", WRONG));
    return names;
  }

  private Probe set(String columns, String password) {
    Person person = people.byEmail();
    rows.update("update account set " + columns + " where id = ?", person.id().value());
    return new Probe(person.username(), password);
  }

  void compare(String what, String path, Map<String, Probe> names) {
    List<String> kinds = List.copyOf(names.keySet());
    double[][] millis = new double[kinds.size()][ROUNDS];
    for (int round = -WARMUP_ROUNDS; round < ROUNDS; round++) {
      for (int kind : shuffled(kinds.size())) {
        double taken =
            millis(path, Objects.requireNonNull(names.get(kinds.get(kind))), round + WARMUP_ROUNDS);
        if (round >= 0) {
          millis[kind][round] = taken;
        }
      }
    }
    for (int kind = 0; kind < kinds.size(); kind++) {
      say(what, kinds.get(kind), millis[kind], millis[0]);
    }
  }

  private double millis(String path, Probe probe, int round) {
    String username = probe.username().replace("%d", "" + round);
    Browser browser = new Browser(port);
    browser.get(path);
    long start = System.nanoTime();
    int status = browser.post(path, "username", username, "password", probe.password()).status();
    double millis = (System.nanoTime() - start) / 1e6;
    if (status != 422 && status != 302) {
      throw new IllegalStateException(username + " was answered " + status);
    }
    return millis;
  }

  private static int[] shuffled(int count) {
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      int other = RandomGenerator.getDefault().nextInt(i + 1);
      order[i] = order[other];
      order[other] = i;
    }
    return order;
  }

  /** The median, and that of the differences in a round with the interval that has it (95 %). */
  private static void say(String what, String kind, double[] millis, double[] base) {
    double[] differences = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      differences[round] = millis[round] - base[round];
    }
    Arrays.sort(differences);
    int reach = (int) Math.ceil(0.98 * Math.sqrt(ROUNDS));
    System.out.println(
        String.format(
            Locale.ROOT,
            "| %s | %s | %.2f | %+.2f | %+.2f to %+.2f |",
            what,
            kind,
            median(millis),
            differences[ROUNDS / 2],
            differences[ROUNDS / 2 - reach],
            differences[ROUNDS / 2 + reach]));
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
