package org.sallyport.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sallyport.platform.monitoring.Upkeep;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.Rows;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.support.TransactionTemplate;

/** Seals of the chain: what is missing at its end, and where a verification continues. */
@SallyportTest
class AuditSealTest {
  @Autowired AuditChain chain;
  @Autowired AuditLinks links;
  @Autowired AuditSeals seals;
  @Autowired AuditProperties settings;
  @Autowired Rows rows;
  @Autowired TransactionTemplate transaction;
  @Autowired TurnableClock clock;

  private long last;

  @BeforeEach
  void sixLinksOfWhichThreeAreVerified() {
    events(3);
    assertThat(chain.verify(false).firstBroken()).isEmpty();
    events(3);
    last = links.lastNumber();
  }

  @Test
  void aVerificationContinuesWhereTheLastOneEnded() {
    Verification next = chain.verify(false);
    assertThat(next.after()).isEqualTo(last - 3);
    assertThat(next.last()).isEqualTo(last);
    assertThat(next.hash()).isEqualTo(links.hashOf(last).orElseThrow());
    assertThat(chain.verify(false).after()).isEqualTo(last);
    assertThat(chain.verify(true).after()).isLessThan(last - 5);
  }

  @Test
  void P01_aChangeAfterTheLastVerificationIsFoundAtOnceAndAnEarlierOneIfAllIsVerified() {
    onTamperedRows(
        () -> {
          rows.update("update audit_event set address = 'other' where chain_no = ?", last - 1);
          assertThat(chain.verify(false).firstBroken()).contains(last - 1);
        });
    onTamperedRows(
        () -> {
          rows.update("update audit_event set address = 'other' where chain_no = ?", last - 4);
          assertThat(chain.verify(false).firstBroken()).isEmpty();
          assertThat(chain.verify(true).firstBroken()).contains(last - 4);
        });
  }

  @Test
  void P01_linksRemovedFromTheEndAreFound() {
    clock.turn(settings.sealInterval());
    events(2);
    long end = last + 2;
    onTamperedRows(
        () -> {
          rows.update("delete from audit_event where chain_no >= ?", end - 1);
          assertThat(chain.verify(false).firstBroken()).contains(end - 1);
          assertThat(chain.verify(true).firstBroken()).contains(end - 1);
        });
    assertThat(chain.verify(false).firstBroken()).isEmpty();
    onTamperedRows(
        () -> {
          rows.update("delete from audit_event where chain_no >= ?", end);
          assertThat(chain.verify(false).firstBroken()).contains(end);
        });
  }

  @Test
  void P01_aChainThatWasMadeAnewFromALinkOnDoesNotMatchItsSeal() {
    chain.verify(false);
    onTamperedRows(
        () -> {
          rows.update("update audit_event set chain_no = null where chain_no = ?", last);
          rows.update("update audit_event set address = 'other' where chain_no is null");
          link();
          assertThat(links.lastNumber()).isEqualTo(last);
          assertThat(chain.verify(false).firstBroken()).contains(last);
          assertThat(chain.verify(true).firstBroken()).contains(last);
        });
  }

  @Test
  void P01_aSealMadeUpInTheDatabaseIsFound() {
    onTamperedRows(
        () -> {
          rows.update(
              """
              insert into audit_seal (chain_no, verified, chain_hash, sealed_at, seal)
              select chain_no, true, chain_hash, now(), chain_hash from audit_event where chain_no = ?
              """,
              last - 1);
          assertThat(chain.verify(false).firstBroken()).contains(last - 1);
          assertThat(chain.verify(true).firstBroken()).contains(last - 1);
        });
  }

  @Test
  void P01_aBrokenChainIsFoundEveryDayAndAnEarlierOneEveryWeek() {
    SimpleMeterRegistry own = new SimpleMeterRegistry();
    ChainWatch watch = new ChainWatch(chain, clock, own);
    assertThat(watch.upkeep()).isEmpty();
    assertThat(own.get("sallyport.audit.chain.broken").gauge().value()).isNaN();
    watch.verify();
    assertThat(watch.upkeep()).containsExactly(new Upkeep("chain", "", false));
    events(1);
    onTamperedRows(
        () -> {
          rows.update("update audit_event set address = 'other' where chain_no = ?", last + 1);
          watch.verify();
          assertThat(watch.upkeep()).containsExactly(new Upkeep("chain", "", true));
          assertThat(own.get("sallyport.audit.chain.broken").gauge().value()).isEqualTo(1);
        });
    watch.verify();
    assertThat(watch.upkeep()).containsExactly(new Upkeep("chain", "", false));
    onTamperedRows(
        () -> {
          rows.update("update audit_event set address = 'other' where chain_no = ?", last - 4);
          clock.turn(Duration.ofDays(6));
          watch.verify();
          assertThat(watch.upkeep()).containsExactly(new Upkeep("chain", "", false));
          clock.turn(Duration.ofDays(1));
          watch.verify();
          assertThat(watch.upkeep()).containsExactly(new Upkeep("chain", "", true));
          watch.verify();
          assertThat(watch.upkeep()).as("as long as it is").allMatch(Upkeep::isDue);
        });
    clock.turn(Duration.ofDays(2));
    assertThat(own.get("sallyport.audit.chain.verified").gauge().value())
        .isEqualTo((double) Duration.ofDays(2).toSeconds());
  }

  @Test
  void P01_noRouteChangesOrRemovesASeal() {
    for (String act :
        List.of(
            "update audit_seal set verified = not verified",
            "update audit_seal set chain_no = chain_no + 1",
            "delete from audit_seal",
            "truncate audit_seal")) {
      assertThatThrownBy(() -> rows.update(act))
          .as(act)
          .isInstanceOf(DataAccessException.class)
          .hasMessageContaining("never changed or removed");
    }
  }

  @Test
  void theEndIsSealedOnceAnInterval() {
    clock.turn(settings.sealInterval());
    events(1);
    assertThat(seals.from(last + 1)).extracting(AuditSeal::number).containsExactly(last + 1);
    clock.turn(settings.sealInterval().minus(Duration.ofMillis(1)));
    events(1);
    assertThat(seals.from(last + 2)).isEmpty();
    clock.turn(Duration.ofMillis(1));
    events(1);
    assertThat(seals.from(last + 2)).extracting(AuditSeal::number).containsExactly(last + 3);
    assertThat(seals.from(last + 1)).allMatch(AuditSeal::genuine).noneMatch(AuditSeal::verified);
  }

  @Test
  void theEndIsSealedAgainAfterTheClockWasAhead() {
    clock.turn(Duration.ofDays(30));
    events(1);
    assertThat(seals.from(last + 1)).extracting(AuditSeal::number).containsExactly(last + 1);
    clock.turn(Duration.ofDays(-30));
    events(1);
    events(1);
    assertThat(seals.from(last + 2)).extracting(AuditSeal::number).containsExactly(last + 2);
  }

  /** Changes rows as only the owner of the database can, and takes everything back. */
  private void onTamperedRows(Runnable work) {
    transaction.executeWithoutResult(
        status -> {
          rows.update("alter table audit_event disable trigger all");
          work.run();
          status.setRollbackOnly();
        });
  }

  private void events(int number) {
    rows.update(
        """
        insert into audit_event (at, type, address, browser, details)
        select timestamptz '2026-11-24 09:00Z', 'SystemEvent.CodesSprayed', 'local', 'command line', '{}'
          from generate_series(1, ?)
        """,
        number);
    link();
  }

  private void link() {
    ChainTurn.link(chain, links, transaction);
  }
}
