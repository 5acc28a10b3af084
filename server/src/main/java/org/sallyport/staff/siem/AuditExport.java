package org.sallyport.staff.siem;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.sallyport.platform.audit.export.ChainConsumer;
import org.sallyport.platform.audit.search.AuditRecord;
import org.sallyport.platform.audit.search.AuditSearch;
import org.sallyport.staff.siem.syslog.SyslogProperties;
import org.sallyport.staff.siem.syslog.SyslogReceiver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Sends linked audit events to the SIEM, batch by batch, in the order of the chain. A batch counts
 * as sent when the receiver has read all of it; after a failure it is repeated, with growing waits,
 * so each event arrives at least once. No transaction is open meanwhile, and nobody waits for it.
 */
@Component
class AuditExport implements ChainConsumer {
  private static final Logger LOG = LoggerFactory.getLogger(AuditExport.class);
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final Duration MAX_WAIT = Duration.ofMinutes(1);

  private final SyslogProperties settings;
  private final SyslogReceiver receiver;
  private final ExportCursor cursor;
  private final AuditSearch events;
  private final AuditMessages messages;
  private final ExportMetrics metrics;
  private final ExportNotices notices;

  private Duration wait = Duration.ZERO;
  private long waitsSince = System.nanoTime();

  AuditExport(
      SyslogProperties settings,
      SyslogReceiver receiver,
      ExportCursor cursor,
      AuditSearch events,
      List<AuditMessages> formats,
      ExportMetrics metrics,
      ExportNotices notices) {
    this.settings = settings;
    this.receiver = receiver;
    this.cursor = cursor;
    this.events = events;
    this.messages = ofFormat(settings.format(), formats);
    this.metrics = metrics;
    this.notices = notices;
  }

  private static AuditMessages ofFormat(
      SyslogProperties.Format format, List<AuditMessages> formats) {
    return formats.stream()
        .filter(messages -> messages.format() == format)
        .findFirst()
        .orElseThrow();
  }

  @Override
  public long doneUpTo() {
    return settings.isOn()
        ? cursor.state().map(ExportCursor.ExportState::sent).orElse(0L)
        : Long.MAX_VALUE;
  }

  /** Sends what waits, unless a failure was too recent. */
  @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
  void run() {
    if (!settings.isOn()) {
      return;
    }
    try {
      export();
    } catch (RuntimeException e) {
      LOG.warn("audit events could not be exported: {}", e.toString());
    }
  }

  private void export() {
    ExportCursor.ExportState state = state();
    metrics.set(state);
    notices.look(state);
    if (state.waiting() > 0 && isDue()) {
      sendAll();
    }
  }

  private ExportCursor.ExportState state() {
    return cursor
        .state()
        .orElseGet(
            () -> {
              cursor.begin();
              return cursor.state().orElseThrow();
            });
  }

  private boolean isDue() {
    return System.nanoTime() - waitsSince >= wait.toNanos();
  }

  private void sendAll() {
    try {
      boolean more = true;
      while (more && !Thread.currentThread().isInterrupted()) {
        more = sendBatch();
      }
      wait = Duration.ZERO;
    } catch (IOException | RuntimeException e) {
      failed(e);
    }
  }

  /** Whether there may be more to send. */
  private boolean sendBatch() throws IOException {
    Optional<Long> sent = cursor.take(settings.timeout());
    if (sent.isEmpty()) {
      return false;
    }
    List<AuditRecord> batch = events.linked(sent.get(), settings.batch());
    if (batch.isEmpty()) {
      return false;
    }
    receiver.send(messages.of(batch));
    metrics.sent(batch.size());
    cursor.confirm(sent.get(), batch.getLast().number()).ifPresent(notices::resumed);
    return batch.size() == settings.batch();
  }

  private void failed(Exception e) {
    metrics.failed();
    cursor.failed();
    waitsSince = System.nanoTime();
    wait = nextWait();
    LOG.warn(
        "audit events were not accepted by {}:{}, next try in {} s: {}",
        settings.host(),
        settings.port(),
        wait.toSeconds(),
        e.toString());
  }

  private Duration nextWait() {
    Duration next = wait.isZero() ? FIRST_WAIT : wait.multipliedBy(2);
    return next.compareTo(MAX_WAIT) > 0 ? MAX_WAIT : next;
  }
}
