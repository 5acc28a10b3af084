package org.sallyport.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sallyport.platform.audit.search.AuditCriteria;
import org.sallyport.platform.audit.search.AuditCriteria.ActingPerson;
import org.sallyport.platform.audit.search.AuditKinds;
import org.sallyport.platform.audit.search.AuditSearch;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.testing.SallyportTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/**
 * Not a test of the suite: {@code mvn -pl server test -Dtest=AuditBenchmark -Daudit.rows=10000000}.
 * It measures searches, linking and verifying in a log of 1,000 events and in one of many.
 */
@TestPropertySource(properties = "sallyport.audit.chain-interval=365d")
@SallyportTest
class AuditBenchmark {
  private static final int FEW = 1_000;
  private static final int ROWS = Integer.getInteger("audit.rows", 1_000_000);
  private static final int ROUNDS = Integer.getInteger("audit.rounds", 300);
  private static final int WARMUP_ROUNDS = 50;
  private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  @Autowired AuditSearch search;
  @Autowired AuditChain chain;
  @Autowired JdbcClient jdbc;

  @Test
  void measures() {
    fill(0, FEW);
    Map<String, double[]> few = searches();
    fill(FEW, ROWS);
    Map<String, double[]> many = searches();
    say("| search | rows | p50 ms | p99 ms | rows | p50 ms | p99 ms | ratio of p99 |");
    few.forEach(
        (name, times) -> {
          double[] later = many.getOrDefault(name, times);
          say(
              "| %s | %d | %.2f | %.2f | %d | %.2f | %.2f | %.2f |",
              name,
              FEW,
              at(times, 50),
              at(times, 99),
              ROWS,
              at(later, 50),
              at(later, 99),
              at(later, 99) / at(times, 99));
        });
    verify("all links", true);
    verify("nothing new", false);
  }

  /**
   * Each account has about 100 events, each study that is searched 100, and 20 that list it. One
   * account has 1 event in 20, each actor 1 in 30, and one actor a single event.
   */
  private void fill(int have, int size) {
    long start = System.nanoTime();
    jdbc.sql(
            """
            insert into audit_event (at, type, account_id, sign_in_id, address, browser, run_by, details)
            select timestamptz '2016-01-01 00:00Z' + i * interval '300 milliseconds',
                   (array['SignInEvent.PasswordAccepted', 'CodeEvent.Sent', 'CodeEvent.Accepted', 'SignInEvent.Completed',
                          'StudyEvent.Searched', 'StudyEvent.Opened', 'SignInEvent.Ended', 'AccountEvent.Disabled',
                          'LockEvent.Locked', 'ShareEvent.Shared'])[1 + i % 10],
                   cast(lpad(to_hex(case when i % 20 = 3 then 0 else 1 + i::bigint * 7919 % :accounts end), 32, '0') as uuid),
                   gen_random_uuid(), '192.0.2.' || i % 250, 'Firefox 145 on Windows', null,
                   case when i % 10 = 5
                     then jsonb_build_object('study', jsonb_build_object('value', '1.2.840.' || (i % :studies)), 'why', 'named')
                     when i % 100 = 9
                     then jsonb_build_object('receiver', 'Dr Example', 'studies', jsonb_build_array(
                       jsonb_build_object('value', '1.2.840.' || (5 + i / 100 * 10 % :studies)),
                       jsonb_build_object('value', '1.2.840.' || (15 + i / 100 * 10 % :studies))))
                     when i % 10 = 7 then jsonb_build_object('by', 'Admin ' || i % 3, 'reason', 'has left the hospital')
                     when i = 10 then jsonb_build_object('by', 'Desk', 'confirmedBy', 'Admin 1')
                     else jsonb_build_object('purpose', 'sign-in', 'channel', 'email', 'tag', 'K7') end
              from generate_series(:have + 1, :size) i
            """)
        .param("have", have)
        .param("size", size)
        .param("accounts", Math.max(1, size / 100))
        .param("studies", Math.max(1, size / 100))
        .update();
    say("%d events recorded in %.1f s", size - have, seconds(start));
    start = System.nanoTime();
    chain.link();
    double linked = seconds(start);
    say("linked in %.1f s: %.0f a second", linked, (size - have) / linked);
    jdbc.sql("vacuum analyze audit_event").update();
  }

  private Map<String, double[]> searches() {
    AccountId one = new AccountId(UUID.fromString("00000000-0000-0000-0000-000000000005"));
    AccountId busy = new AccountId(new UUID(0, 0));
    List<StudyUid> patient =
        IntStream.range(0, 30).mapToObj(i -> new StudyUid("1.2.840." + (5 + 10 * i))).toList();
    Map<String, AuditCriteria> all = new LinkedHashMap<>();
    all.put("newest", AuditCriteria.ALL);
    all.put("a person", of(one, null, null));
    all.put("a busy person", of(busy, null, null));
    all.put("a study", studies(List.of(new StudyUid("1.2.840.5"))));
    all.put("a patient with 30 studies", studies(patient));
    all.put("an actor", actor("Admin 1"));
    all.put("an actor of one event", actor("Desk"));
    all.put("an actor of none", actor("Nobody"));
    all.put("a kind of no event", of(null, "LockEvent.Unlocked", null));
    all.put("a kind", of(null, "LockEvent.Locked", null));
    all.put("an area", of(null, "SignInEvent", null));
    all.put("since a time", of(null, null, Instant.parse("2016-01-01T00:02:00Z")));
    all.put(
        "a person, a kind, since a time",
        of(one, "StudyEvent", Instant.parse("2016-01-01T00:02:00Z")));
    Map<String, double[]> times = new LinkedHashMap<>();
    all.forEach((name, criteria) -> times.put(name, times(criteria)));
    return times;
  }

  private double[] times(AuditCriteria criteria) {
    double[] times = new double[ROUNDS];
    for (int i = -WARMUP_ROUNDS; i < ROUNDS; i++) {
      long start = System.nanoTime();
      search.search(criteria, null);
      if (i >= 0) {
        times[i] = (System.nanoTime() - start) / 1e6;
      }
    }
    Arrays.sort(times);
    return times;
  }

  private void verify(String what, boolean all) {
    long start = System.nanoTime();
    Verification result = chain.verify(all);
    double took = seconds(start);
    assertThat(result.firstBroken()).isEmpty();
    say(
        "verified %s: %d in %.1f s, %.0f a second",
        what, result.last() - result.after(), took, (result.last() - result.after()) / took);
  }

  private static AuditCriteria of(
      @Nullable AccountId person, @Nullable String kind, @Nullable Instant from) {
    return new AuditCriteria(
        person, null, null, kind == null ? null : AuditKinds.types(kind), from, null);
  }

  private static AuditCriteria studies(List<StudyUid> studies) {
    return new AuditCriteria(null, studies, null, null, null, null);
  }

  private static AuditCriteria actor(String name) {
    return new AuditCriteria(null, null, new ActingPerson(name, null), null, null, null);
  }

  private static double at(double[] sorted, int percent) {
    return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static void say(String words, Object... values) {
    OUT.println(String.format(Locale.ROOT, words, values));
  }
}
