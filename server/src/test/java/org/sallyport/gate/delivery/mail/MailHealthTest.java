package org.sallyport.gate.delivery.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sallyport.platform.monitoring.DependencyHealth;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.messages.Inbox;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Status;

@SallyportTest
class MailHealthTest {
  @Autowired MailHealth health;

  @Test
  void aDeadMailServerIsSeenBeforeSomebodyNeedsACode() {
    Inbox.withoutMailServer(
        () -> {
          health.check();
          assertThat(health.health().getStatus()).isEqualTo(DependencyHealth.DEGRADED);
          assertThat(health.health().getDetails()).containsOnlyKeys("failing-since");
        });
    health.check();
    assertThat(health.health().getStatus()).isEqualTo(Status.UP);
  }
}
