package org.sallyport.gate.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sallyport.gate.directory.ldap.LdapDirectory;
import org.sallyport.gate.directory.sync.DirectorySync;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TestSettings;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.directory.OnSamba;
import org.sallyport.testing.directory.Samba;
import org.sallyport.testing.directory.SambaPossible;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfiguration;

/** 5,000 people get accounts by synchronisation, and are read again. */
@SallyportTest
@ContextConfiguration(
    initializers = {TestSettings.class, OnSamba.class, LargeDirectoryTest.Everybody.class})
@Tag("long")
@ExtendWith(SambaPossible.class)
class LargeDirectoryTest {
  private static final Logger LOG = LoggerFactory.getLogger(LargeDirectoryTest.class);
  private static final int PEOPLE = Integer.getInteger("directory.people", 5_000);

  /** Accounts for everybody, and reading only when the test says so. */
  static final class Everybody
      implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
      Map<String, Object> settings =
          Map.of(
              "sallyport.directories.hosp.create",
              "sync",
              "sallyport.directories.hosp.sync-interval",
              "10h",
              "sallyport.directories.hosp.user-filter",
              "(sAMAccountName=many*)",
              "sallyport.directories.hosp.roles",
              "Many=physician");
      context
          .getEnvironment()
          .getPropertySources()
          .addFirst(new MapPropertySource("everybody", settings));
    }
  }

  @Autowired Directories directories;
  @Autowired DirectorySync sync;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;

  @Test
  void everybodyIsRead() {
    Samba samba = Samba.shared();
    List<String> names = IntStream.range(0, PEOPLE).mapToObj(i -> "many" + i).toList();
    samba.addPeople(names);
    samba.addGroup(
        "Many",
        names.stream()
            .map(name -> "CN=" + name + ",CN=Users," + Samba.BASE)
            .toArray(String[]::new));
    // What is known of groups is kept for a minute.
    clock.turn(Duration.ofMinutes(2));
    LdapDirectory directory = directories.find("hosp").orElseThrow();
    timed("made", () -> sync.read(directory));
    assertThat(count("")).isEqualTo(PEOPLE);
    rows.update("update directory_sync set full_at = null");
    timed("everybody read again", () -> sync.read(directory));
    timed("changes read", () -> sync.read(directory));
    samba.disable("CN=many7,CN=Users," + Samba.BASE);
    timed("one disabled", () -> sync.read(directory));
    assertThat(count("and a.disabled_at is not null")).isEqualTo(1);
  }

  private int count(String which) {
    return rows.query(
            "select 1 from directory_person p join account a on a.id = p.account_id where true "
                + which)
        .size();
  }

  private static void timed(String what, Runnable work) {
    System.gc();
    long start = System.nanoTime();
    work.run();
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    Runtime runtime = Runtime.getRuntime();
    LOG.info(
        "{} of {} people: {} ms, {} MB in use after it",
        what,
        PEOPLE,
        took.toMillis(),
        (runtime.totalMemory() - runtime.freeMemory()) >> 20);
  }
}
