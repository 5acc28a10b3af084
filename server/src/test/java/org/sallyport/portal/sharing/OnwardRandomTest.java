package org.sallyport.portal.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sallyport.platform.access.DatabaseSnapshot;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Rights;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.ShareId;
import org.sallyport.platform.ids.SignInId;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.studies.Studies;
import org.sallyport.portal.studies.index.IndexedStudies;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.archive.TestArchive;
import org.sallyport.testing.archive.TestStudy;
import org.sallyport.testing.messages.Numbers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/**
 * Random histories of sharing onward, against a model: whatever is tried, nothing lasts longer or
 * is wider than what it came from, at most five acts deep, and all ends with its origin.
 */
@TestPropertySource(properties = {"apart=yes", "sallyport.sharing.shares-per-day=100000"})
@SallyportTest
class OnwardRandomTest {
  private static final int PEOPLE = 6;
  private static final int ACTS = 40;
  private static final int HISTORIES = 15;

  @Autowired Sharing sharing;
  @Autowired ShareChanges changes;
  @Autowired Studies studies;
  @Autowired IndexedStudies indexed;
  @Autowired People people;
  @Autowired Numbers numbers;
  @Autowired JdbcClient jdbc;
  @Autowired TurnableClock clock;

  private final List<Visitor> everybody = new ArrayList<>();
  private final Map<ShareId, Given> model = new HashMap<>();
  private StudyUid study = new StudyUid("1.2.3");

  /** A share as the model knows it. */
  private record Given(
      int from,
      int to,
      Instant until,
      boolean report,
      boolean onward,
      @Nullable ShareId parent,
      AtomicBoolean withdrawn) {}

  @Test
  void accessMatchesTheModelAfterRandomSharing() {
    for (int seed = 1; seed <= HISTORIES; seed++) {
      begin();
      Random random = new Random(seed);
      for (int act = 0; act < ACTS; act++) {
        act(random);
        for (int who = 1; who < PEOPLE; who++) {
          assertThat(studies.see(everybody.get(who).account(), study).isPresent())
              .as("history %d, act %d, person %d", seed, act, who)
              .isEqualTo(sees(who));
        }
      }
    }
  }

  private void begin() {
    everybody.clear();
    model.clear();
    for (int i = 0; i < PEOPLE; i++) {
      People.Person person = people.byEmail();
      everybody.add(visitor(person));
    }
    String number = numbers.give(everybody.getFirst().account(), "RIZIV");
    study = TestArchive.store(new TestStudy().requestedBy("RIZIV", number));
    indexed.update();
  }

  private Visitor visitor(People.Person person) {
    UUID session = UUID.randomUUID();
    Instant now = clock.instant();
    jdbc.sql(
            """
            insert into sign_in (id, account_id, state, password_at, completed_at, last_seen_at, ended_at,
                address, browser, attempt_expires_at)
            values (:id, :account, 'ended', :now, :now, :now, :now, '192.0.2.1', 'a test', :now)
            """)
        .param("id", session)
        .param("account", person.id().value())
        .param("now", Timestamp.from(now))
        .update();
    return new Visitor(
        new SignInId(session),
        person.id(),
        person.username(),
        "Dr " + person.username(),
        Rights.NONE,
        false,
        null,
        now,
        DatabaseSnapshot.UNKNOWN);
  }

  private void act(Random random) {
    switch (random.nextInt(8)) {
      case 0 -> clock.turn(Duration.ofHours(random.nextInt(30)));
      case 1 -> withdraw(random);
      default -> share(random);
    }
  }

  private void withdraw(Random random) {
    List<ShareId> all = List.copyOf(model.keySet());
    if (!all.isEmpty()) {
      ShareId one = all.get(random.nextInt(all.size()));
      Given given = given(one);
      changes.withdraw(everybody.get(given.from()), one, null, Origin.COMMAND_LINE);
      given.withdrawn().set(true);
    }
  }

  private void share(Random random) {
    int from = random.nextInt(PEOPLE);
    int to = 1 + random.nextInt(PEOPLE - 1);
    if (from == to) {
      return;
    }
    Instant until = clock.instant().plus(Duration.ofHours(1 + random.nextInt(200)));
    boolean report = random.nextBoolean();
    boolean onward = random.nextInt(4) > 0;
    AccountId receiver = everybody.get(to).account();
    ShareTerms terms =
        new ShareTerms(
            UUID.randomUUID(),
            List.of(study),
            new Receiver.Colleague(receiver, "somebody"),
            "",
            clock.instant(),
            until,
            report,
            onward,
            false,
            null,
            null);
    if (sharing.share(everybody.get(from), terms, Origin.COMMAND_LINE)
        instanceof ShareResult.Shared done) {
      ShareId parent = parent(done.share());
      Given given = new Given(from, to, until, report, onward, parent, new AtomicBoolean());
      isAllowed(given);
      model.put(done.share(), given);
    } else {
      assertThat(from).as("the requester may always share").isNotZero();
    }
  }

  private @Nullable ShareId parent(ShareId share) {
    return jdbc.sql(
            "select parent_id::text from share_study where share_id = ? and parent_id is not null")
        .params(share.value())
        .query((row, number) -> new ShareId(UUID.fromString(row.getString(1))))
        .optional()
        .orElse(null);
  }

  private void isAllowed(Given given) {
    ShareId parent = given.parent();
    if (given.from() == 0) {
      assertThat(parent).isNull();
      return;
    }
    assertThat(parent).as("a share it came from").isNotNull();
    Given above = given(parent);
    assertThat(isActive(above)).as("its parent is active").isTrue();
    assertThat(above.to()).isEqualTo(given.from());
    assertThat(above.onward()).isTrue();
    assertThat(given.until()).isBeforeOrEqualTo(above.until());
    assertThat(above.report() || !given.report()).isTrue();
    assertThat(depth(given)).isLessThanOrEqualTo(5);
  }

  private Given given(@Nullable ShareId share) {
    return Objects.requireNonNull(model.get(share));
  }

  private int depth(Given given) {
    return given.parent() == null ? 1 : 1 + depth(given(given.parent()));
  }

  private boolean isActive(Given given) {
    return !given.withdrawn().get()
        && given.until().isAfter(clock.instant())
        && (given.parent() == null || isActive(given(given.parent())));
  }

  private boolean sees(int who) {
    return model.values().stream().anyMatch(given -> given.to() == who && isActive(given));
  }
}
