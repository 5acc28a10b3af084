package org.sallyport.staff.admin.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.monitoring.Upkeep;
import org.sallyport.platform.monitoring.UpkeepSource;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Inbox;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** What has to be looked after reaches the admins once, again after a week, and the audit log. */
@SallyportTest
class UpkeepNoticesTest {
  private static final String TOLD = "audit_event where type = 'SystemEvent.UpkeepDue'";

  @Autowired List<UpkeepSource> sources;
  @Autowired DomainEvents events;
  @Autowired TransactionTemplate transaction;
  @Autowired TurnableClock clock;
  @Autowired People people;
  @Autowired Rows rows;

  private final List<Upkeep> found = new ArrayList<>();
  private UpkeepNotices notices;
  private long before;

  @BeforeEach
  void oneSource() {
    notices = new UpkeepNotices(List.of(() -> found), events, transaction, clock);
    before = rows.count(TOLD);
  }

  private long told() {
    return rows.count(TOLD) - before;
  }

  @Test
  void theAdminsAreToldOnceAndAgainAfterAWeek() {
    People.Person admin = people.admin();
    found.add(new Upkeep("certificate", "archive", true));
    found.add(new Upkeep("backup", "", true));
    found.add(new Upkeep("clock", "", false));
    notices.tell();
    notices.tell();
    assertThat(told()).isEqualTo(1);
    assertThat(
            Inbox.next(
                    admin.email(), it -> "Sallyport needs to be looked after".equals(it.subject()))
                .text())
        .contains("Certificate: image archive: ends within 14 days, or has ended")
        .contains("Backup: none for more than two days")
        .contains("sallyport doctor")
        .doesNotContain("Clock");
    clock.turn(Duration.ofDays(7));
    notices.tell();
    assertThat(told()).isEqualTo(2);
  }

  @Test
  void whatIsNewIsToldAtOnceAndWhatWasMendedAnew() {
    found.add(new Upkeep("chain", "", true));
    notices.tell();
    found.add(new Upkeep("clock", "", true));
    notices.tell();
    assertThat(told()).isEqualTo(2);
    found.clear();
    notices.tell();
    found.add(new Upkeep("chain", "", true));
    notices.tell();
    assertThat(told()).isEqualTo(3);
  }

  @Test
  void eachOfTheFourIsASource() {
    assertThat(sources)
        .extracting(it -> it.getClass().getSimpleName().replaceAll("\\$.*", ""))
        .containsExactlyInAnyOrder(
            "BackupUpkeep", "CertificateWatch", "ChainWatch", "ClockDifference");
  }
}
