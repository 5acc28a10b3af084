package org.sallyport.gate.personaldata;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.Disabling;
import org.sallyport.gate.account.ErasedName;
import org.sallyport.gate.account.search.SearchWordHash;
import org.sallyport.gate.selfservice.Inside;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.audit.AuditChain;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.events.ChangedValue;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.SystemEvent;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Inbox;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;

@SallyportTest
class ErasureTest {
  private static final String USERNAME = "quirin.valefield";
  private static final String NAME = "Dr Quirin Valefield";
  private static final String NUMBER = "LANR-8877665544";

  @LocalServerPort int port;
  @Autowired Erasure erasure;
  @Autowired ErasureNotices notices;
  @Autowired Accounts accounts;
  @Autowired Disabling disabling;
  @Autowired AuditChain chain;
  @Autowired SearchWordHash searches;
  @Autowired DomainEvents events;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;
  @Autowired TransactionTemplate transaction;

  @Test
  void Rule41_afterwardsNoTableHasNameAddressOrNumberAndTheChainVerifies() {
    Person owner = usedAccount();
    List<String> texts =
        List.of(
            USERNAME,
            NAME,
            owner.email(),
            owner.phone(),
            NUMBER,
            searches.of("accounts", NAME),
            searches.of("accounts", "Valefield"));
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
            "confirmed_name");

    assertThat(erase(owner)).isInstanceOf(ErasureResult.Erased.class);

    assertThat(tablesWith(texts)).isEmpty();
    assertThat(chain.firstBroken()).isEmpty();
    assertThat(links().subList(0, links.size())).isEqualTo(links);
    assertThat(rows.events(owner.id(), "SignInEvent.Completed")).isEqualTo(1);
    assertThat(
            rows.count("audit_event where details ->> 'by' = '" + ErasedName.of(owner.id()) + "'"))
        .isEqualTo(1);
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
  @Test
  void everyTableAboutAnAccountIsExportedOrLeftOutForAReason() {
    Map<String, String> leftOut =
        Map.of(
            "account_word", "the words of the account, for searches",
            "directory_leaver",
                "for admins, while a directory is stopped; the disabling is in the copy",
            "failed_sign_in", "a notice that waits; the sign-in is in the copy",
            "outside_share", "a notice that waits; the shares are in the copy",
            "pending_import", "a file about others, for minutes");
    String exported = String.join("\n", Section.ALL.stream().map(Section::query).toList());
    assertThat(
            names(
                """
                select distinct c.table_name as name from information_schema.columns c
                  join pg_tables t on t.schemaname = 'public' and t.tablename = c.table_name
                 where c.column_name in ('account_id', 'sharer_id', 'issuer_id', 'owner_id')
                """))
        .allSatisfy(
            table ->
                assertThat(exported.contains(" " + table + " ") || leftOut.containsKey(table))
                    .as(table)
                    .isTrue());
  }

  private List<String> names(String query) {
    return rows.query(query).stream().map(it -> String.valueOf(it.get("name"))).toList();
  }

  /** A physician who signed in, shared, administered, and whom others named. */
  private Person usedAccount() {
    Person made = people.add("sms", true, true, "admin");
    rows.update(
        "update account set username = ?, username_key = ?, name = ? where id = ?",
        USERNAME,
        USERNAME,
        NAME,
        made.id().value());
    Person owner = new Person(made.id(), USERNAME, made.email(), made.phone());
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
        "insert into confirmed_name (account_id, name, confirmed_by, confirmed_at) values (?, ?, ?,"
            + " now())",
        other.id().value(),
        "Other^Name" + other.username(),
        USERNAME);
    transaction.executeWithoutResult(status -> record(owner, other));
    disabling.disable(owner.id(), "root", "Valefield has left", Origin.COMMAND_LINE);
    due(owner);
    return owner;
  }

  private void record(Person owner, Person other) {
    Origin origin = Origin.COMMAND_LINE;
    events.publish(
        new AccountEvent.Disabled(other.id(), USERNAME, "asked by " + NAME + ", by phone"), origin);
    events.publish(
        new AccountEvent.Imported(
            owner.id(),
            false,
            "other.admin",
            "import of " + NAME,
            List.of(new ChangedValue("number", "", NUMBER))),
        origin);
    events.publish(
        new SystemEvent.StaffSearched("other.admin", "accounts", searches.of("accounts", NAME), 1),
        origin);
    events.publish(
        new SystemEvent.StaffSearched(
            "other.admin", "accounts", searches.of("accounts", "valefield"), 1),
        origin);
    events.publish(
        new SystemEvent.AuditSearched(
            "other.admin", owner.id(), Map.of("person", owner.email(), "number", NUMBER)),
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
    return erasure.erase(owner.id(), "root", "it is time for " + NAME, Origin.COMMAND_LINE);
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
