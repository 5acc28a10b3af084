package org.sallyport.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.SystemEvent;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.database.Rows;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

@SallyportTest
class AuditChainTest {
  @Autowired AuditLog log;
  @Autowired AuditChain chain;
  @Autowired AuditLinks links;
  @Autowired Rows rows;
  @Autowired TransactionTemplate transaction;

  @Test
  void anEventIsKeptExactlyIfTheActIs() {
    long before = rows.count("audit_event where type = 'SystemEvent.CodesSprayed'");
    transaction.executeWithoutResult(
        status -> {
          log.record(new SystemEvent.CodesSprayed("192.0.2.7", 10), Origin.COMMAND_LINE);
          status.setRollbackOnly();
        });
    assertThat(rows.count("audit_event where type = 'SystemEvent.CodesSprayed'")).isEqualTo(before);
    assertThatThrownBy(
            () -> log.record(new SystemEvent.CodesSprayed("192.0.2.7", 10), Origin.COMMAND_LINE))
        .isInstanceOf(IllegalTransactionStateException.class);
  }

  @Test
  void P01_noRouteChangesOrRemovesAnEvent() {
    record("changed by nobody");
    link();
    for (String act :
        List.of(
            "update audit_event set type = 'x'",
            "delete from audit_event",
            "truncate audit_event cascade")) {
      assertThatThrownBy(() -> rows.update(act))
          .as(act)
          .isInstanceOf(DataAccessException.class)
          .hasMessageContaining("never changed or removed");
    }
  }

  @Test
  void P01_aChangeARemovalAndASwapMadeInTheDatabaseItselfAreFoundWithTheirPlace() {
    for (int i = 0; i < 4; i++) {
      record("event " + i);
    }
    link();
    assertThat(chain.firstBroken()).isEmpty();
    long last = lastLink();

    tamper(
        "update audit_event set details = '{\"version\":\"other\"}' where chain_no = " + (last - 1),
        last - 1);
    tamper("update audit_event set chain_no = -chain_no where chain_no = " + (last - 2), last - 2);
    tamper("update audit_event set at = at + interval '1 hour' where chain_no = " + last, last);
    assertThat(chain.firstBroken()).isEmpty();
  }

  @Test
  void oneWakeLinksAllThatWaits() {
    link();
    rows.update(
        """
        insert into audit_event (at, type, address, browser, details)
        select timestamptz '2026-11-24 09:00Z', 'SystemEvent.CodesSprayed', 'local', 'command line', '{}'
          from generate_series(1, 10000)
        """);
    link();
    assertThat(rows.count("audit_event where chain_no is null")).isZero();
    assertThat(chain.firstBroken()).isEmpty();
  }

  /** Tampers as only the database owner can, verifies the chain, and reverts the change. */
  private void tamper(String act, long place) {
    transaction.executeWithoutResult(
        status -> {
          rows.update("alter table audit_event disable trigger all");
          rows.update(act);
          assertThat(chain.firstBroken()).as(act).contains(place);
          status.setRollbackOnly();
        });
  }

  /** Not the number of links: another test may have cut the chain. */
  private long lastLink() {
    Object last =
        rows.query("select max(chain_no) as last from audit_event").getFirst().get("last");
    return Long.parseLong(String.valueOf(last));
  }

  private void link() {
    ChainTurn.link(chain, links, transaction);
  }

  private void record(String version) {
    transaction.executeWithoutResult(
        status -> log.record(new SystemEvent.KeyRetired(version, "a test"), Origin.COMMAND_LINE));
  }
}
