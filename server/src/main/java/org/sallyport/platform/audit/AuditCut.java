package org.sallyport.platform.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.audit.export.AuditExports;
import org.sallyport.platform.audit.export.AuditFile;
import org.sallyport.platform.audit.export.ChainConsumer;
import org.sallyport.platform.retention.RetentionProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Writes expired audit events to a file, deletes them, and stores a checkpoint from which the chain
 * continues. A broken chain is not cut, since that would destroy the evidence.
 */
@Component
@RequiredArgsConstructor
class AuditCut {
  private final AuditLinks links;
  private final AuditCheckpoints checkpoints;
  private final AuditSeals seals;
  private final RetentionProperties settings;
  private final JdbcClient jdbc;
  private final AuditExports exports;
  private final List<ChainConsumer> consumers;

  /**
   * Exports events that are older than a moment, and deletes them.
   *
   * @return how many; 0 if the oldest are younger, or a consumer still needs them
   */
  int remove(Instant before, int most) {
    links.takeTurn();
    AuditCheckpoint last = checkpoints.last();
    List<AuditLinks.Link> old = old(links.after(last.number(), most), before);
    if (old.isEmpty()) {
      return 0;
    }
    verify(last, old);
    AuditLinks.Link end = old.getLast();
    AuditFile.Written written = write(last, old);
    checkpoints.add(
        new AuditCheckpoint(end.number(), end.stored(), written.name(), written.length()));
    seals.removeUpTo(end.number());
    return jdbc.sql("delete from audit_event where chain_no <= :last")
        .param("last", end.number())
        .update();
  }

  /** The leading expired links that no consumer needs, of one month at most. */
  private List<AuditLinks.Link> old(List<AuditLinks.Link> links, Instant before) {
    long last = consumers.stream().mapToLong(ChainConsumer::doneUpTo).min().orElse(Long.MAX_VALUE);
    return links.stream()
        .takeWhile(
            link ->
                link.number() <= last
                    && link.at().isBefore(before)
                    && month(link).equals(month(links.getFirst())))
        .toList();
  }

  private void verify(AuditCheckpoint last, List<AuditLinks.Link> old) {
    String before = last.hash();
    long number = last.number();
    boolean whole = checkpoints.isGenuine();
    for (AuditLinks.Link link : old) {
      number++;
      if (!whole || link.number() != number || !links.fits(link, before)) {
        throw broken(number);
      }
      before = link.stored();
    }
  }

  private static IllegalStateException broken(long link) {
    return new IllegalStateException(
        String.format(
            Locale.ROOT,
            "the chain of audit events is broken at link %s, so none is removed",
            Long.toString(link)));
  }

  private AuditFile.Written write(AuditCheckpoint last, List<AuditLinks.Link> old) {
    try {
      return new AuditFile(settings.auditExport(), settings.isExportedToDataFolder())
          .append(
              last,
              month(old.getFirst()),
              old.getFirst().number(),
              exports.lines(last.hash(), old));
    } catch (IOException e) {
      throw new UncheckedIOException("audit events could not be exported: " + e, e);
    }
  }

  private static YearMonth month(AuditLinks.Link link) {
    return YearMonth.from(link.at().atZone(ZoneOffset.UTC));
  }
}
