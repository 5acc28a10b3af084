package org.sallyport.gate.personaldata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.Disabling;
import org.sallyport.gate.account.ErasedName;
import org.sallyport.gate.account.NewUsernames;
import org.sallyport.gate.account.Usernames;
import org.sallyport.gate.selfservice.Inside;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.audit.AuditChain;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.events.ChangedValue;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.GroupEvent;
import org.sallyport.platform.events.KeyEvent;
import org.sallyport.platform.events.SystemEvent;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.tables.Tables;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Inbox;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ClassPathResource;
import org.springframework.transaction.support.TransactionTemplate;

@SallyportTest
class ErasureTest {
  private static final String USERNAME = "quirin.valefield";
  private static final String NAME = "Dr Quirin Valefield";
  private static final Pattern ROW_ID = Pattern.compile("\\(([0-9a-f-]{36})");
  private static final String NUMBER = "LANR-8877665544";

  @LocalServerPort int port;
  @Autowired Tables tables;
  @Autowired Erasure erasure;
  @Autowired ErasureNotices notices;
  @Autowired PersonalData data;
  @Autowired Accounts accounts;
  @Autowired Disabling disabling;
  @Autowired NewUsernames usernames;
  @Autowired AuditChain chain;
  @Autowired DomainEvents events;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;
  @Autowired TransactionTemplate transaction;

  @Test
  void Rule41_afterwardsNoTableHasNameAddressOrNumberAndTheChainVerifies() {
    Person owner = usedAccount();
    List<String> texts = List.of(USERNAME, NAME, owner.email(), owner.phone(), NUMBER);
    chain.link();
    assertThat(chain.firstBroken()).isEmpty();
    List<Map<String, Object>> links = links();
    assertThat(tablesWith(texts))
        .contains(
            "account",
            "account_word",
            "audit_event",
            "physician_number",
            "share",
            "confirmed_name",
            "directory_conflict",
            "directory_person",
            "directory_sync",
            "factor_reset",
            "federated_identity",
            "sms_brake");

    assertThat(erase(owner)).isInstanceOf(ErasureResult.Erased.class);

    assertThat(tablesWith(texts)).isEmpty();
    assertThat(chain.firstBroken()).isEmpty();
    assertThat(links().subList(0, links.size())).isEqualTo(links);
    assertThat(rows.events(owner.id(), "SignInEvent.Completed")).isEqualTo(1);
    assertThat(
            rows.count("audit_event where details ->> 'by' = '" + ErasedName.of(owner.id()) + "'"))
        .isEqualTo(2);
    assertThat(rows.count("factor_reset where requested_by = '" + ErasedName.of(owner.id()) + "'"))
        .as("what others have stays")
        .isEqualTo(1);
  }

  /** Namesakes, and accounts whose names are words of the log, as they could be made before. */
  @ParameterizedTest
  @CsvSource({
    "lazare, Dr Lazare Quillfeather",
    "api, Physician",
    "Physician, LockEvent.Unlocked",
    "accounts, api",
    "GET, Nightly"
  })
  void Rule59_noRowOrEventOfSomebodyElseChanges(String username, String name) {
    Person owner = renamed(people.byEmail(), username, name);
    Person namesake = people.byEmail();
    Person third = people.byEmail();
    rows.update("update account set name = ? where id = ?", name, namesake.id().value());
    share("copy_to", namesake, third, "1.2.3.61");
    rows.update(
        "update share set message = ? where sharer_id = ?", "from " + name, namesake.id().value());
    transaction.executeWithoutResult(status -> recordOfOthers(namesake, third, username, name));
    disabling.disable(owner.id(), "root", "left", Origin.COMMAND_LINE);
    due(owner);
    chain.link();
    Map<String, List<String>> before = everything();

    assertThat(erase(owner)).isInstanceOf(ErasureResult.Erased.class);

    Map<String, List<String>> after = everything();
    Set<String> bound = new HashSet<>(Set.of(owner.id().toString()));
    List<String> ofOthers = new ArrayList<>();
    // Twice: a row may be bound by one of a table that comes later.
    for (int i = 0; i < 2; i++) {
      ofOthers.clear();
      before.forEach(
          (table, content) -> {
            List<String> left = new ArrayList<>(content);
            left.removeAll(after.get(table));
            left.stream()
                .filter(row -> !isBound(row, bound))
                .forEach(row -> ofOthers.add(table + " " + row));
          });
    }
    assertThat(ofOthers).isEmpty();
    assertThat(chain.firstBroken()).isEmpty();
  }

  /** The row has one of the ids; then rows that refer to it are bound too. */
  private static boolean isBound(String row, Set<String> bound) {
    boolean is = bound.stream().anyMatch(row::contains);
    Matcher first = ROW_ID.matcher(row);
    if (is && first.lookingAt()) {
      bound.add(first.group(1));
    }
    return is;
  }

  /** All rows of all tables as text, without those that others write in the meantime. */
  private Map<String, List<String>> everything() {
    Map<String, List<String>> all = new TreeMap<>();
    names(
            "select tablename as name from pg_tables where schemaname = 'public' and tablename <>"
                + " all ('{outbox,audit_seal,server_node,rate_limit,throttle}')")
        .forEach(table -> all.put(table, names("select t::text as name from " + table + " t")));
    return all;
  }

  private void recordOfOthers(Person namesake, Person third, String username, String name) {
    Origin origin = new Origin("192.0.2.61", "Firefox", null, null, third.id());
    ChangedValue change = new ChangedValue("name", username, name);
    events.publish(
        new AccountEvent.Imported(
            namesake.id(), true, third.username(), "of " + name + " " + username, List.of(change)),
        origin);
    events.publish(new AccountEvent.RoleChanged(third.id(), "patient", "physician"), origin);
    events.publish(new KeyEvent.Called("Nightly", "GET", "/api/v1/accounts"), origin);
    events.publish(
        new SystemEvent.AuditSearched(
            third.username(), namesake.id(), null, Map.of("person", username)),
        origin);
    events.publish(
        new GroupEvent.MembershipsEnding(
            "Practice",
            List.of(name),
            clock.instant(),
            List.of(namesake.id()),
            List.of(),
            List.of()),
        Origin.COMMAND_LINE);
  }

  private Person renamed(Person made, String username, String name) {
    rows.update(
        "update account set username = ?, username_key = ?, name = ? where id = ?",
        username,
        Usernames.key(username),
        name,
        made.id().value());
    return new Person(made.id(), username, made.email(), made.phone());
  }

  /** An event that was recorded without ids: the upgrade says whose its names are. */
  @Test
  void Rule59_anEventFromBeforeIdsIsBoundByWhatTheUpgradeFound() throws IOException {
    Person owner = renamed(people.byEmail(), "osric.thornbury", "Osric Thornbury");
    Person other = people.byEmail();
    chain.link();
    long bound = older("AccountEvent.Enabled", "{\"by\": \"osric.thornbury\"}", 0);
    long earlier = older("AccountEvent.Enabled", "{\"by\": \"osric.thornbury\"}", 4000);
    long staff =
        older(
            "SystemEvent.StaffReadsCounted",
            "{\"staff\": [{\"by\": \"osric.thornbury\"}, {\"by\": \"" + other.username() + "\"}]}",
            0);
    upgrade();
    String before = text(earlier);
    due(owner);
    chain.link();
    String linked = text(earlier);
    erase(owner);
    assertThat(text(earlier)).isEqualTo(linked).contains(before.substring(0, 60));
    assertThat(text(bound)).contains(ErasedName.of(owner.id())).doesNotContain("osric.thornbury");
    assertThat(text(staff))
        .contains(ErasedName.of(owner.id()), other.username())
        .doesNotContain("osric.thornbury");
    assertThat(chain.firstBroken()).isEmpty();
  }

  private long older(String type, String details, int daysAgo) {
    return Long.parseLong(
        names(
                "insert into audit_event (at, type, address, browser, details) values (now() + interval"
                    + " '1 minute' - interval '"
                    + daysAgo
                    + " days', '"
                    + type
                    + "', 'local', 'b', '"
                    + details
                    + "') returning id as name")
            .getFirst());
  }

  private String text(long event) {
    return names("select t::text as name from audit_event t where id = " + event).getFirst();
  }

  /** Runs the statements of the migration that find out whose names are in older events. */
  private void upgrade() throws IOException {
    String migration =
        new ClassPathResource("db/migration/V20261206_150000__ids_beside_names.sql")
            .getContentAsString(StandardCharsets.UTF_8);
    rows.update("delete from audit_event_name");
    rows.update(
        migration.substring(
            migration.indexOf("insert into audit_event_name"),
            migration.indexOf("create index audit_event_by_id")));
  }

  /** What the copy of somebody says was theirs is bound by the id too. */
  @Test
  void Rule59_aCopyHasNothingOfWhoHadTheUsernameBefore() throws IOException {
    Person owner = people.admin();
    Person other = people.byEmail();
    AccountId before = new AccountId(UUID.randomUUID());
    transaction.executeWithoutResult(
        status -> {
          events.publish(
              new AccountEvent.Disabled(other.id(), owner.username(), "left"),
              new Origin("192.0.2.91", "Firefox", null, null, before));
          events.publish(
              new AccountEvent.Enabled(other.id(), owner.username(), "back"),
              new Origin("192.0.2.92", "Firefox", null, null, owner.id()));
        });
    StringWriter copy = new StringWriter();
    data.write(accounts.find(owner.id()).orElseThrow(), copy, Writer.nullWriter());
    assertThat(copy.toString())
        .contains("192.0.2.92", "AccountEvent.Enabled")
        .doesNotContain("192.0.2.91", "AccountEvent.Disabled");
  }

  /** A column for the name of who acted has a second one for the id, by which it is erased. */
  @Test
  void Rule59_eachNameOfWhoActedHasAnIdBesideIt() {
    Map<String, String> others =
        Map.of(
            "account.disabled_by", "a directory, a key by its id, or an import",
            "factor_reset.requested_by", "requester_id",
            "factor_reset.approved_by", "approver_id",
            "factor_reset.confirmed_by", "confirmer_id",
            "share.shared_by", "sharer_id",
            "reference_number.issued_by", "issuer_id, with which the row is deleted",
            "share_study.withdrawn_by", "a cause, no name",
            "audit_event.run_by", "a system user",
            "outbox.held_by", "a route");
    assertThat(
            names(
                """
                select c.table_name || '.' || c.column_name as name from information_schema.columns c
                  join pg_tables t on t.schemaname = 'public' and t.tablename = c.table_name
                 where c.column_name like '%by' and c.data_type = 'text' and not exists (
                   select from information_schema.columns i where i.table_name = c.table_name
                     and i.column_name = c.column_name || '_id')
                """))
        .allSatisfy(column -> assertThat(others).containsKey(column));
    List<String> erasures = tables.all().stream().flatMap(it -> it.erasures().stream()).toList();
    assertThat(
            names(
                """
                select c.table_name || ' set ' || left(c.column_name, -3) || ' =' as name from information_schema.columns c
                  join pg_tables t on t.schemaname = 'public' and t.tablename = c.table_name
                 where c.column_name like '%by_id'
                """))
        .allSatisfy(update -> assertThat(String.join("\n", erasures)).contains(update));
  }

  @Test
  void anAddressThatAnotherAccountHasTooStaysWhereItIs() {
    Person owner = people.byEmail();
    Person other = people.byEmail();
    Person sharer = people.byEmail();
    rows.update("update account set email = ? where id = ?", owner.email(), other.id().value());
    shareByMail(sharer, owner.email());
    due(owner);
    erase(owner);
    assertThat(rows.count("share where email = '" + owner.email() + "'")).isEqualTo(1);
  }

  private void shareByMail(Person sharer, String address) {
    rows.update(
        """
        insert into share (id, kind, sharer_id, shared_by, email, shared_at, valid_from)
        select gen_random_uuid(), 'share', id, name, ?, now(), now() from account where id = ?
        """,
        address,
        sharer.id().value());
  }

  @Test
  void oneThatIsInUseOrDisabledLatelyIsNotErasedNorBeforeTheAdminsWereTold() {
    Person owner = people.byEmail();
    assertThat(erase(owner)).isInstanceOf(ErasureResult.InUse.class);
    disabledFor(owner, 364);
    notices.tell();
    assertThat(erase(owner)).isInstanceOf(ErasureResult.NotBefore.class);
    disabledFor(owner, 366);
    assertThat(erase(owner)).isInstanceOf(ErasureResult.AdminsFirst.class);
    assertThat(accounts.find(owner.id())).isPresent();
  }

  @Test
  void theAdminsAreToldBeforeAndAfter() {
    Person admin = people.admin();
    Person owner = people.byEmail();
    disabledFor(owner, 352);
    notices.tell();
    assertThat(Inbox.next(admin.email(), mail -> mail.text().contains(owner.username())).text())
        .contains("disabled for as long as the settings say");
    notices.tell();
    told(owner, 15);
    disabledFor(owner, 366);
    told(owner, 15);
    erase(owner);
    assertThat(
            Inbox.next(admin.email(), mail -> mail.text().contains(ErasedName.of(owner.id())))
                .text())
        .doesNotContain(owner.username());
    assertThat(
            rows.count(
                "audit_event where type = 'SystemEvent.ErasureDue' and details::text like '%"
                    + owner.id()
                    + "%'"))
        .isEqualTo(1);
  }

  @Test
  void thePassedNoticeDoesNotCountForOneThatWasEnabledAndDisabledAgain() {
    Person owner = people.byEmail();
    disabledFor(owner, 400);
    told(owner, 380);
    disabledFor(owner, 370);
    assertThat(erase(owner)).isInstanceOf(ErasureResult.AdminsFirst.class);
  }

  @Test
  void ofTwoWhoEraseAtOnceOneDoes() {
    Person owner = people.byEmail();
    due(owner);
    List<CompletableFuture<ErasureResult>> both =
        Stream.of(1, 2).map(i -> CompletableFuture.supplyAsync(() -> erase(owner))).toList();
    assertThat(both.stream().map(CompletableFuture::join))
        .hasAtLeastOneElementOfType(ErasureResult.Erased.class)
        .hasAtLeastOneElementOfType(ErasureResult.Gone.class);
    assertThat(rows.events(owner.id(), "AccountEvent.Erased")).isEqualTo(1);
  }

  @Test
  void aRestoredAccountIsErasedAgainWhateverItsState() {
    Person owner = people.byEmail();
    due(owner);
    erase(owner);
    rows.update(
        """
        insert into account (id, username, username_key, name, role, created_at)
        values (?, 'brought.back', 'brought.back', 'Brought Back', 'physician', now())
        """,
        owner.id().value());
    transaction.executeWithoutResult(
        status ->
            assertThat(erasure.eraseAgain("root", "restored", Origin.COMMAND_LINE)).isEqualTo(1));
    assertThat(accounts.find(owner.id())).isEmpty();
    assertThat(tablesWith(List.of("brought.back"))).isEmpty();
  }

  /** Checklist 158. */
  @Test
  void Rule59_theUsernameIsNotGivenAgainUntilSomebodyReleasesIt() {
    Person owner = people.byEmail();
    due(owner);
    assertThat(usernames.objection(owner.username())).isEmpty();
    erase(owner);
    assertThat(usernames.objection(owner.username().toUpperCase(Locale.ROOT))).isPresent();
    assertThat(tablesWith(List.of(owner.username()))).isEmpty();
    assertThat(usernames.release(owner.username(), "root", "back", Origin.COMMAND_LINE)).isTrue();
    assertThat(usernames.objection(owner.username())).isEmpty();
    assertThat(tablesWith(List.of(owner.username()))).isEmpty();
    assertThat(
            rows.query(
                "select details::text as it from audit_event"
                    + " where type = 'SystemEvent.UsernameReleased' order by id desc limit 1"))
        .singleElement()
        .asString()
        .contains("erasedAt", "root", "back");
  }

  @Test
  void whatWasDoneForOthersStaysAndWhatWasSharedEnds() {
    Person owner = people.admin();
    Person receiver = people.byEmail();
    share("copy_to", owner, receiver, "1.2.3.41");
    share("share", owner, receiver, "1.2.3.42");
    due(owner);
    erase(owner);
    assertThat(
            rows.query(
                "select h.shared_by, s.study_uid from share h join share_study s on s.share_id ="
                    + " h.id where h.account_id = ?",
                receiver.id().value()))
        .singleElement()
        .isEqualTo(Map.of("shared_by", ErasedName.of(owner.id()), "study_uid", "1.2.3.41"));
  }

  @Test
  void everyReferenceToAnAccountEndsWithIt() {
    assertThat(
            rows.query(
                "select 1 from pg_constraint where contype = 'f' and confrelid ="
                    + " 'account'::regclass and confdeltype not in ('c', 'n')"))
        .isEmpty();
    assertThat(
            names(
                """
                select c.table_name || '.' || c.column_name as name from information_schema.columns c
                  join pg_tables t on t.schemaname = 'public' and t.tablename = c.table_name
                 where c.column_name like '%account_id' and not exists (select from pg_constraint k
                   join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
                   where k.contype = 'f' and k.conrelid = c.table_name::regclass and a.attname = c.column_name)
                """))
        .containsExactly("audit_event.account_id");
  }

  /** A table about accounts is in the copy that owners get, or is left out for a reason. */
  private List<String> names(String query) {
    return rows.query(query).stream().map(it -> String.valueOf(it.get("name"))).toList();
  }

  /** A physician who signed in, shared, administered, and whom others named. */
  private Person usedAccount() {
    Person owner = renamed(people.add("sms", true, true, "admin"), USERNAME, NAME);
    rows.update(
        "insert into physician_number (account_id, issuer, number) values (?, 'LANR', ?)",
        owner.id().value(),
        NUMBER);
    Browser browser = new Browser(port);
    browser.signIn(USERNAME, "wrong");
    Inside.bySms(port, owner);
    Person other = people.byEmail();
    share("copy_to", owner, other, "1.2.3.51");
    rows.update(
        "insert into confirmed_name (account_id, name, confirmed_by, confirmed_by_id, confirmed_at)"
            + " values (?, ?, ?, ?, now())",
        other.id().value(),
        "Other^Name" + other.username(),
        USERNAME,
        owner.id().value());
    actsForOthers(owner, other);
    shareByMail(other, owner.email());
    transaction.executeWithoutResult(status -> record(owner, other));
    disabling.disable(owner.id(), "root", "Valefield has left", Origin.COMMAND_LINE);
    due(owner);
    return owner;
  }

  /** Rows of others that say who acted. */
  private void actsForOthers(Person owner, Person other) {
    for (String insert :
        List.of(
            """
            insert into directory_person (account_id, directory, object_id, linked_at, linked_by, linked_by_id, entry_hash, seen_at)
            select o.id, 'erasure', o.id::text, now(), a.username, a.id, '', now() from account a, account o
            """,
            """
            insert into federated_identity (account_id, issuer, subject, linked_at, linked_by, linked_by_id)
            select o.id, 'https://erasure.example', o.id::text, now(), a.username, a.id from account a, account o
            """,
            """
            insert into directory_conflict (directory, object_id, username, name, account_id, first_at, last_at)
            select 'erasure', a.id::text, a.username, a.name, a.id, now(), now() from account a, account o
            """,
            """
            insert into directory_sync (directory, begun_at, let_through_by, let_through_by_id)
            select 'erasure', now(), a.username, a.id from account a, account o
            """,
            """
            insert into sms_brake (block, scope, since, until, sent, answered, released_at, released_by, released_by_id)
            select '+3299', 'new', now(), now(), 1, 1, now(), a.username, a.id from account a, account o
            """,
            """
            insert into factor_reset (id, account_id, requester_id, requested_by, reason, requested_at, due_at, cancelled_at)
            select gen_random_uuid(), o.id, a.id, a.username, 'asked by ' || a.name, now(), now(), now() from account a, account o
            """)) {
      rows.update(insert + " where a.id = ? and o.id = ?", owner.id().value(), other.id().value());
    }
  }

  private void record(Person owner, Person other) {
    Origin origin = Origin.COMMAND_LINE;
    Origin own = new Origin("192.0.2.60", "Firefox", null, null, owner.id());
    events.publish(
        new AccountEvent.Disabled(other.id(), USERNAME, "asked by " + NAME + ", by phone"), own);
    events.publish(
        new AccountEvent.ResetDone(other.id(), USERNAME, "other.admin", owner.id(), null), origin);
    events.publish(
        new GroupEvent.MembershipsEnding(
            "Practice", List.of(NAME), clock.instant(), List.of(owner.id()), List.of(), List.of()),
        origin);
    events.publish(
        new SystemEvent.LimitReached("codes", USERNAME, owner.id(), false, 1, 1), origin);
    events.publish(
        new SystemEvent.AuditSearched("other.admin", null, owner.id(), Map.of("actor", USERNAME)),
        origin);
    events.publish(
        new AccountEvent.Imported(
            owner.id(),
            false,
            "other.admin",
            "import of " + NAME,
            List.of(new ChangedValue("number", "", NUMBER))),
        origin);
    events.publish(
        new SystemEvent.AuditSearched(
            "other.admin", owner.id(), null, Map.of("person", owner.email(), "number", NUMBER)),
        origin);
  }

  private void share(String kind, Person sharer, Person receiver, String study) {
    String id = UUID.randomUUID().toString();
    rows.update(
        """
        insert into share (id, kind, sharer_id, shared_by, account_id, shared_at, valid_from)
        select cast(? as uuid), ?, id, name, cast(? as uuid), now(), now() from account where id = cast(? as uuid)
        """,
        id,
        kind,
        receiver.id().toString(),
        sharer.id().toString());
    rows.update(
        "insert into share_study (share_id, study_uid) values (cast(? as uuid), ?)", id, study);
  }

  private void due(Person owner) {
    disabledFor(owner, 366);
    told(owner, 15);
  }

  private void disabledFor(Person owner, int days) {
    set(owner, "disabled_at", days);
  }

  private void told(Person owner, int days) {
    set(owner, "erasure_told_at", days);
  }

  private void set(Person owner, String column, int daysAgo) {
    rows.update(
        "update account set " + column + " = ? where id = ?",
        Timestamp.from(clock.instant().minus(Duration.ofDays(daysAgo))),
        owner.id().value());
  }

  private ErasureResult erase(Person owner) {
    String reason = "it is time for " + accounts.find(owner.id()).map(Account::name).orElse("them");
    return erasure.erase(owner.id(), "root", reason, Origin.COMMAND_LINE);
  }

  private List<Map<String, Object>> links() {
    return List.copyOf(
        rows
            .query(
                "select chain_no, encode(chain_hash, 'hex') as hash from audit_event where chain_no"
                    + " is not null order by chain_no")
            .stream()
            .map(it -> Map.<String, Object>copyOf(it))
            .toList());
  }

  /**
   * The tables with a row that has one of the texts, in whatever column: as text, or as its bytes.
   */
  private List<String> tablesWith(List<String> texts) {
    String[] patterns =
        texts.stream()
            .map(text -> text.toLowerCase(Locale.ROOT))
            .flatMap(text -> Stream.of(text, hex(text)))
            .map(text -> "%" + text + "%")
            .toArray(String[]::new);
    return rows
        .query("select tablename from pg_tables where schemaname = 'public' order by 1")
        .stream()
        .map(table -> String.valueOf(table.get("tablename")))
        .filter(
            table ->
                !rows.query(
                        "select 1 from " + table + " t where lower(t::text) like any(?) limit 1",
                        (Object) patterns)
                    .isEmpty())
        .toList();
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
  }
}
