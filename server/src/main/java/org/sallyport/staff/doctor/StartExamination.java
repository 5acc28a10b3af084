package org.sallyport.staff.doctor;

import java.time.Clock;
import org.sallyport.platform.examination.Examinations;
import org.sallyport.platform.examination.Examined;
import org.sallyport.platform.examination.Finding;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Logs what the cheap examinations find, after each start and beside the first requests. */
@Component
@ConditionalOnWebApplication
class StartExamination {
  private static final Logger LOG = LoggerFactory.getLogger(StartExamination.class);

  private final Examined examined;

  StartExamination(Environment settings, Clock clock) {
    this.examined = new Examined(settings, clock);
  }

  @EventListener(ApplicationReadyEvent.class)
  void examine() {
    Thread.ofVirtual().name("doctor").start(this::logFindings);
  }

  private void logFindings() {
    for (Finding finding : Examinations.cheap(examined)) {
      switch (finding.severity()) {
        case OK -> LOG.debug("{}", finding.line());
        case WARNING -> LOG.warn("doctor: {}: {}", finding.subject(), finding.text());
        case ERROR -> LOG.error("doctor: {}: {}", finding.subject(), finding.text());
      }
    }
  }
}
