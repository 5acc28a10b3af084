package org.sallyport.platform.audit.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.audit.AuditLog;
import org.sallyport.platform.audit.search.AuditCriteria.ActingPerson;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.events.DomainEvent;
import org.sallyport.platform.events.GroupEvent;
import org.sallyport.platform.events.LockEvent;
import org.sallyport.platform.events.ShareEvent;
import org.sallyport.platform.events.SignInEvent;
import org.sallyport.platform.events.StudyEvent;
import org.sallyport.platform.events.SystemEvent;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.ShareId;
import org.sallyport.platform.ids.SignInId;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.database.Rows;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@SallyportTest
class AuditSearchTest {
  private static final Instant BEGIN = Instant.parse("2026-11-24T09:00:00Z");
  private static final AtomicLong COUNT = new AtomicLong();

  @Autowired AuditSearch search;
  @Autowired AuditLog log;
  @Autowired Rows rows;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;

  private final AccountId account = new AccountId(UUID.randomUUID());
  private final SignInId signIn = new SignInId(UUID.randomUUID());

  @Nested
  class Finds {
    @Test
    void byPerson() {
      record(new SignInEvent.PasswordAccepted(account, signIn));
      record(new SignInEvent.PasswordAccepted(new AccountId(UUID.randomUUID()), signIn));
      record(new SignInEvent.Completed(account, signIn, "email"));
      assertThat(found(person(null)))
          .extracting(AuditRecord::type)
          .containsExactly("SignInEvent.Completed", "SignInEvent.PasswordAccepted");
      assertThat(found(person(List.of("SignInEvent.Completed")))).hasSize(1);
      assertThat(found(person(List.of()))).isEmpty();
    }

    @Test
    void byStudyAlsoWhereItIsOneOfMany() {
      StudyUid study = study();
      StudyUid other = study();
      record(new StudyEvent.Opened(account, signIn, study, "named"));
      record(new StudyEvent.Opened(account, signIn, other, "named"));
      record(shared(study, other));
      record(new SignInEvent.Completed(account, signIn, "email"));
      assertThat(found(studies(study)))
          .extracting(AuditRecord::type)
          .containsExactly("ShareEvent.Shared", "StudyEvent.Opened");
      assertThat(found(studies())).isEmpty();
    }

    @Test
    void byAllStudiesOfAPatient() {
      StudyUid one = study();
      StudyUid two = study();
      record(new StudyEvent.Opened(account, signIn, one, "named"));
      record(new StudyEvent.Opened(account, signIn, two, "named"));
      record(new StudyEvent.Refused(account, signIn, study()));
      assertThat(found(studies(one, two))).hasSize(2);
    }

    /** PostgreSQL would read it if a statement let it, since sorting is made expensive here. */
    @Test
    void byIndexesOfTheirOwnNeverTheWholeLogFromItsEnd() {
      AuditRecord.Position place = new AuditRecord.Position(BEGIN, 7);
      ActingPerson actor = new ActingPerson("Admin", account);
      for (AuditCriteria criteria :
          List.of(studies(study()), person(null), actor(actor), kinds("LockEvent", BEGIN))) {
        assertThat(plan(criteria, null)).doesNotContain("audit_event_at");
        assertThat(plan(criteria, place)).doesNotContain("audit_event_at");
      }
      assertThat(plan(AuditCriteria.ALL, null)).contains("audit_event_at");
    }

    private String plan(AuditCriteria criteria, AuditRecord.@Nullable Position before) {
      SearchStatement statement = new SearchStatement(criteria, before, 100);
      List<String> plan =
          transaction.execute(
              status -> {
                jdbc.sql("set local enable_sort = off").update();
                jdbc.sql("set local enable_seqscan = off").update();
                return jdbc.sql("explain " + statement.sql())
                    .params(statement.parameters())
                    .query(String.class)
                    .list();
              });
      return String.join("\n", plan);
    }

    @Test
    void byActorWhatTheyDidForOthersConfirmedAndDidForThemselves() {
      String admin = "admin-" + UUID.randomUUID();
      AccountId own = new AccountId(UUID.randomUUID());
      recordBy(own, new LockEvent.Unlocked(account, admin, "identity checked"));
      record(new AccountEvent.ResetDone(account, "another", admin, null, own));
      record(new SignInEvent.Completed(own, signIn, "email"));
      record(new GroupEvent.Joined(own, "Practice", BEGIN, "Another", null));
      assertThat(found(actor(new ActingPerson(admin, own))))
          .extracting(AuditRecord::type)
          .containsExactly("SignInEvent.Completed", "AccountEvent.ResetDone", "LockEvent.Unlocked");
      assertThat(found(actor(new ActingPerson(admin, null)))).hasSize(2);
    }

    /** A username may be given to somebody else later. */
    @Test
    void Rule61_whoHasTheUsernameNextDoesNotInheritWhatWasDoneUnderIt() {
      String admin = "admin-" + UUID.randomUUID();
      AccountId before = new AccountId(UUID.randomUUID());
      AccountId next = new AccountId(UUID.randomUUID());
      recordBy(before, new LockEvent.Unlocked(account, admin, "identity checked"));
      recordBy(next, new AccountEvent.Disabled(account, admin, "left"));
      assertThat(found(actor(new ActingPerson(admin, before))))
          .singleElement()
          .satisfies(
              event -> {
                assertThat(event.type()).isEqualTo("LockEvent.Unlocked");
                assertThat(event.actor()).isEqualTo(admin);
                assertThat(event.actorAccount()).isEqualTo(before);
              });
      assertThat(found(actor(new ActingPerson(admin, next))))
          .extracting(AuditRecord::type)
          .containsExactly("AccountEvent.Disabled");
    }

    @Test
    void byASystemUserOfTheCommandLine() {
      String user = "system user " + UUID.randomUUID();
      transaction.executeWithoutResult(
          status ->
              log.record(new SystemEvent.AccountsShown("list", null), Origin.commandLine(user)));
      assertThat(found(actor(new ActingPerson(user, null))))
          .singleElement()
          .satisfies(event -> assertThat(event.actor()).isEqualTo(user));
    }

    @Test
    void byTimeFromIncludedUntilNot() {
      List<Long> ids = at(account, BEGIN, BEGIN.plusMillis(1), BEGIN.plusMillis(2));
      AuditCriteria middle =
          new AuditCriteria(account, null, null, null, BEGIN.plusMillis(1), BEGIN.plusMillis(2));
      assertThat(found(middle)).extracting(AuditRecord::id).containsExactly(ids.get(1));
    }

    @Test
    void byKindOrAWholeArea() {
      Instant old = Instant.parse("2011-01-01T00:00:00Z").plusMillis(COUNT.incrementAndGet());
      at(account, old);
      assertThat(found(kinds("StudyEvent.Searched", old))).hasSize(1);
      assertThat(found(kinds("StudyEvent", old))).hasSize(1);
      assertThat(found(kinds("LockEvent", old))).isEmpty();
      assertThat(AuditKinds.types("StudyEvent' or true --")).isEmpty();
      assertThat(AuditKinds.byArea()).containsKeys("AccountEvent", "SystemEvent");
    }
  }

  @Nested
  class Pages {
    @Test
    void areContinuedWithoutGapOrRepetitionAlsoWithinOneInstant() {
      Instant[] times = new Instant[2 * AuditSearch.PAGE_SIZE + 1];
      java.util.Arrays.fill(times, BEGIN);
      List<Long> recorded = at(account, times);
      AuditSearch.Page first = search.search(person(null), null);
      AuditSearch.Page second = search.search(person(null), first.next());
      AuditSearch.Page third = search.search(person(null), second.next());
      assertThat(first.events()).hasSize(AuditSearch.PAGE_SIZE);
      assertThat(second.events()).hasSize(AuditSearch.PAGE_SIZE);
      assertThat(third.events()).hasSize(1);
      assertThat(third.next()).isNull();
      List<Long> seen = new ArrayList<>();
      for (AuditSearch.Page page : List.of(first, second, third)) {
        page.events().forEach(event -> seen.add(event.id()));
      }
      assertThat(seen).containsExactlyElementsOf(recorded.reversed());
    }

    @Test
    void ofAnExportAreReadInBatchesUntilItsReceiverStops() {
      Instant[] times = new Instant[2_500];
      java.util.Arrays.fill(times, BEGIN);
      at(account, times);
      List<Integer> sizes = new ArrayList<>();
      HashSet<Long> ids = new HashSet<>();
      search.each(
          person(null),
          events -> {
            sizes.add(events.size());
            events.forEach(event -> ids.add(event.id()));
            return true;
          });
      assertThat(sizes).containsExactly(1_000, 1_000, 500);
      assertThat(ids).hasSize(2_500);
      sizes.clear();
      search.each(person(null), events -> !sizes.add(events.size()));
      assertThat(sizes).containsExactly(1_000);
    }
  }

  @Test
  void anEventIsReadWhole() {
    record(new LockEvent.Unlocked(account, "Dr Desk", "called"));
    AuditRecord event = found(person(null)).getFirst();
    assertThat(search.byId(event.id())).contains(event);
    assertThat(event.actor()).isEqualTo("Dr Desk");
    assertThat(event.area()).isEqualTo("LockEvent");
    assertThat(event.details()).contains("\"reason\": \"called\"");
    assertThat(search.byId(-1)).isEmpty();
  }

  private void recordBy(AccountId actor, DomainEvent event) {
    Origin origin = new Origin("192.0.2.9", "Firefox 145 on Windows", null, signIn, actor);
    transaction.executeWithoutResult(status -> log.record(event, origin));
  }

  private void record(DomainEvent event) {
    transaction.executeWithoutResult(
        status -> log.record(event, new Origin("192.0.2.9", "Firefox 145 on Windows")));
  }

  /** Events of an account at these times; their ids in the same order. */
  private List<Long> at(AccountId of, Instant... times) {
    List<Long> ids = new ArrayList<>();
    for (Instant time : times) {
      ids.add(
          Long.valueOf(
              String.valueOf(
                  rows.query(
                          """
                          insert into audit_event (at, type, account_id, address, browser, details)
                          values (?, 'StudyEvent.Searched', ?, 'a', 'b', '{"found": 3}') returning id
                          """,
                          java.sql.Timestamp.from(time),
                          of.value())
                      .getFirst()
                      .get("id"))));
    }
    return ids;
  }

  private List<AuditRecord> found(AuditCriteria criteria) {
    return search.search(criteria, null).events();
  }

  private AuditCriteria person(@Nullable List<String> kinds) {
    return new AuditCriteria(account, null, null, kinds, null, null);
  }

  private static AuditCriteria studies(StudyUid... studies) {
    return new AuditCriteria(null, List.of(studies), null, null, null, null);
  }

  private static AuditCriteria actor(ActingPerson actor) {
    return new AuditCriteria(null, null, actor, null, null, null);
  }

  private static AuditCriteria kinds(String kind, Instant at) {
    return new AuditCriteria(null, null, null, AuditKinds.types(kind), at, at.plusMillis(1));
  }

  private static StudyUid study() {
    return new StudyUid("1.2.826.0.1.77." + System.nanoTime() + "." + COUNT.incrementAndGet());
  }

  private ShareEvent.Shared shared(StudyUid... studies) {
    return new ShareEvent.Shared(
        account,
        signIn,
        new ShareId(UUID.randomUUID()),
        "account",
        "Dr Other",
        List.of(studies),
        BEGIN,
        BEGIN,
        true,
        false,
        Map.of(),
        List.of());
  }
}
