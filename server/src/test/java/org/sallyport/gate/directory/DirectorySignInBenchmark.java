package org.sallyport.gate.directory;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sallyport.testing.Browser;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TestSettings;
import org.sallyport.testing.directory.OnSamba;
import org.sallyport.testing.directory.Samba;
import org.sallyport.testing.directory.SambaPossible;
import org.sallyport.testing.messages.Codes;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;

/**
 * Not a test of the suite: {@code ./sallyport bench --accounts} runs it where Samba can be started.
 * It fills the database with accounts of a directory and measures how long a sign-in takes whose
 * password the directory checks: both steps, without the time until the mail arrives.
 */
@SallyportTest
@ExtendWith(SambaPossible.class)
@ContextConfiguration(
    initializers = {TestSettings.class, OnSamba.class, DirectorySignInBenchmark.Settings.class})
class DirectorySignInBenchmark {
  /** After those of the domain, which only then are whole. */
  static final class Settings
      implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
      context
          .getEnvironment()
          .getPropertySources()
          .addFirst(
              new MapPropertySource(
                  "settings",
                  Map.of(
                      "sallyport.directories.hosp.create", "sign-in",
                      "sallyport.directories.hosp.sync-interval", "1h",
                      "sallyport.directories.hosp.roles", "Many=physician")));
    }
  }

  private static final int WARMUP_ROUNDS = 20;
  private static final int ROUNDS = Integer.getInteger("accounts.rounds", 200);
  private static final int PEOPLE = 100;
  private static final int PART = 5000;

  /** There before the groups of the settings are looked up. */
  private static final String MANY = Samba.shared().addGroup("Many");

  private static final List<Integer> SIZES =
      Arrays.stream(System.getProperty("accounts.sizes", "1000,100000,1000000").split(",", -1))
          .map(Integer::valueOf)
          .toList();

  @LocalServerPort int port;
  @Autowired JdbcClient jdbc;

  @Test
  void measures() {
    Samba samba = Samba.shared();
    for (int i = 0; i < PEOPLE; i++) {
      String name = "many" + i;
      samba.addMember(MANY, samba.addPerson(name, Map.of("mail", name + "@hosp.example")));
    }
    int have = 0;
    for (int size : SIZES) {
      fill(have, size);
      have = size;
      double[] times = signIns();
      System.out.println(
          String.format(
              Locale.ROOT,
              "| %,d | a sign-in by the directory | | %.1f | %.1f |",
              size,
              at(times, 50),
              at(times, 99)));
    }
  }

  private double[] signIns() {
    double[] times = new double[ROUNDS];
    for (int i = -WARMUP_ROUNDS; i < ROUNDS; i++) {
      String name = "many" + Math.floorMod(i, PEOPLE);
      // Each sign-in is one of another hour, without what the limits of messages remember.
      jdbc.sql("delete from rate_limit").update();
      Browser browser = new Browser(port);
      browser.get("/login");
      long start = System.nanoTime();
      Browser.Page asked = browser.signIn(name, Samba.PASSWORD);
      long spent = System.nanoTime() - start;
      if (asked.text().contains("Choose")) {
        browser.post("/login/method", "method", "email");
      }
      String code = Codes.next(name + "@hosp.example");
      start = System.nanoTime();
      Browser.Page in = browser.post("/login/code", "code", code);
      if (in.status() != 302) {
        throw new IllegalStateException("not signed in: " + in.status() + " " + in.text());
      }
      if (i >= 0) {
        times[i] = (spent + System.nanoTime() - start) / 1e6;
      }
    }
    Arrays.sort(times);
    return times;
  }

  private static double at(double[] times, int percent) {
    return times[Math.min(times.length - 1, times.length * percent / 100)];
  }

  /** In parts, each of which ends within the time limit of a statement. */
  private void fill(int from, int to) {
    for (int done = from; done < to; done += PART) {
      fillPart(done, Math.min(to, done + PART));
    }
    jdbc.sql("vacuum analyze account").update();
    jdbc.sql("vacuum analyze directory_person").update();
  }

  private void fillPart(int from, int to) {
    jdbc.sql(
            """
            with added as (
              insert into account (id, username, username_key, name, role, email, directory, created_at)
              select gen_random_uuid(), 'filled' || n, 'filled' || n, 'Dr Filled ' || n, 'physician', 'filled' || n || '@hosp.example',
                     'hosp', now()
                from generate_series(:from + 1, :to) n
              returning id)
            insert into directory_person (account_id, directory, object_id, linked_at, linked_by, entry_hash, seen_at)
            select id, 'hosp', gen_random_uuid()::text, now(), 'bench', '', now() from added
            """)
        .param("from", from)
        .param("to", to)
        .update();
  }
}
