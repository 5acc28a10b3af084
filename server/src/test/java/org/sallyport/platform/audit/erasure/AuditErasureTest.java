package org.sallyport.platform.audit.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.audit.AuditChain;
import org.sallyport.platform.audit.AuditLinks;
import org.sallyport.platform.audit.AuditLog;
import org.sallyport.platform.audit.ChainTurn;
import org.sallyport.platform.audit.export.AuditExports;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.database.Rows;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

@SallyportTest
class AuditErasureTest {
  private static final AccountId ACTOR = new AccountId(UUID.randomUUID());
  private static final String PSEUDONYM = "erased account 01234567";

  @TempDir Path folder;
  @Autowired AuditLog log;
  @Autowired AuditChain chain;
  @Autowired AuditLinks links;
  @Autowired AuditErasure erasure;
  @Autowired AuditExports exports;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TransactionTemplate transaction;

  @Test
  void P01_whatStandsInPlaceOfAnErasedTextCannotBeChanged() {
    long place = erased();
    for (String change :
        List.of(
            "details = '{\"by\":\"somebody else\"}'",
            "address = '192.0.2.66'",
            "new_seal = (select seal from audit_seal limit 1)",
            "commitment = sha256('other')",
            "commitment = null, new_seal = null, salt = gen_random_uuid()")) {
      tamper("update audit_event set " + change + " where chain_no = " + place, place);
    }
    assertThat(chain.firstBroken()).isEmpty();
  }

  /** The owner of the database knows the salt and the content, but not the key of the seal. */
  @Test
  void P01_anEventCannotBeReplacedWithoutTheKey() {
    record(people.byEmail().id());
    link();
    long place = lastLink();
    tamper(
        "update audit_event set commitment = sha256(convert_to("
            + AuditLinks.CONTENT
            + ", 'UTF8')), new_seal = '\\x00', salt = null, details = '{}' where chain_no = "
            + place,
        place);
  }

  @Test
  void P01_outsideOfAnErasureNoTextIsReplaced() {
    record(people.byEmail().id());
    link();
    assertThatThrownBy(
            () ->
                rows.update(
                    "update audit_event set details = '{}', salt = null, commitment = '\\x00',"
                        + " new_seal = '\\x00' where chain_no = "
                        + lastLink()))
        .hasMessageContaining("never changed or removed");
  }

  @Test
  void aNewKeySealsWhatWasReplacedToo() {
    erased();
    transaction.executeWithoutResult(status -> assertThat(chain.linkAnew()).isEmpty());
    assertThat(chain.firstBroken()).isEmpty();
  }

  @Test
  void anExportedFileWithAReplacedEventVerifies() throws IOException {
    long place = erased();
    Path file = folder.resolve("audit.jsonl");
    String before = links.hashOf(place - 1).orElse("");
    String lines = exports.lines(before, links.after(place - 1, 1));
    Files.writeString(file, lines);
    assertThat(exports.verify(file).orElseThrow().broken()).isNull();
    Files.writeString(file, lines.replace(PSEUDONYM, "somebody else"));
    assertThat(exports.verify(file).orElseThrow().broken()).isEqualTo(1L);
  }

  private long erased() {
    AccountId account = people.byEmail().id();
    record(account);
    transaction.executeWithoutResult(
        status ->
            assertThat(erasure.erase(ACTOR, Set.of("kestrel.moor"), Set.of(), PSEUDONYM).events())
                .isPositive());
    assertThat(chain.firstBroken()).isEmpty();
    long place = lastLink();
    assertThat(
            rows.query("select details ->> 'by' as by from audit_event where chain_no = ?", place)
                .getFirst()
                .get("by"))
        .isEqualTo(PSEUDONYM);
    return place;
  }

  private void record(AccountId account) {
    link();
    transaction.executeWithoutResult(
        status ->
            log.record(
                new AccountEvent.Enabled(account, "kestrel.moor", "came back"),
                new Origin("192.0.2.9", "Firefox", null, null, ACTOR)));
  }

  private void link() {
    ChainTurn.link(chain, links, transaction);
  }

  private long lastLink() {
    Object last =
        rows.query("select max(chain_no) as last from audit_event").getFirst().get("last");
    return Long.parseLong(String.valueOf(last));
  }

  private void tamper(String act, long place) {
    transaction.executeWithoutResult(
        status -> {
          rows.update("alter table audit_event disable trigger all");
          rows.update(act);
          assertThat(chain.firstBroken()).as(act).contains(place);
          status.setRollbackOnly();
        });
  }
}
