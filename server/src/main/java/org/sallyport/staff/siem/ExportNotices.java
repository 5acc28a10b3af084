package org.sallyport.staff.siem;

import java.time.Clock;
import java.time.Instant;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.SystemEvent;
import org.sallyport.staff.siem.syslog.SyslogProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Records, once for all nodes, that the export stopped for a while, and that it works again. */
@Component
@RequiredArgsConstructor
class ExportNotices {
  private static final Logger LOG = LoggerFactory.getLogger(ExportNotices.class);

  private final SyslogProperties settings;
  private final ExportCursor cursor;
  private final DomainEvents events;
  private final TransactionTemplate transaction;
  private final Clock clock;

  /** Notifies the admins of a failure that has lasted for {@code notify-after}. */
  void look(ExportCursor.ExportState state) {
    Instant since = state.failingSince();
    if (since == null || state.told() || isRecent(since)) {
      return;
    }
    transaction.executeWithoutResult(
        status -> {
          if (cursor.tell()) {
            publish(new SystemEvent.AuditExportStopped(since, state.waiting()));
          }
        });
  }

  private boolean isRecent(Instant since) {
    return clock.instant().isBefore(since.plus(settings.notifyAfter()));
  }

  /** Records the end of a failure of which the admins were notified. */
  void resumed(Instant since) {
    LOG.info("audit events are exported again; this had failed since {}", since);
    transaction.executeWithoutResult(status -> publish(new SystemEvent.AuditExportResumed(since)));
  }

  private void publish(SystemEvent event) {
    events.publish(event, Origin.COMMAND_LINE);
  }
}
