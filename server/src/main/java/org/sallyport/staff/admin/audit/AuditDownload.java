package org.sallyport.staff.admin.audit;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.apache.coyote.CloseNowException;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.audit.search.AuditCriteria;
import org.sallyport.platform.audit.search.AuditCsv;
import org.sallyport.platform.audit.search.AuditJson;
import org.sallyport.platform.audit.search.AuditRecord;
import org.sallyport.platform.audit.search.AuditSearch;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.SystemEvent.AuditExported;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.installation.Installation;
import org.sallyport.staff.admin.gate.StaffActs.Staff;
import org.sallyport.staff.admin.gate.StaffDownloads;
import org.sallyport.staff.admin.gate.StaffDownloads.Progress;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Streams events as a file, batch by batch, and records its end with the number of events. */
@Component
@RequiredArgsConstructor
class AuditDownload {
  private final AuditSearch search;
  private final AuditJson json;
  private final AuditRows rows;
  private final StaffDownloads downloads;
  private final DomainEvents events;
  private final TransactionTemplate transaction;
  private final Installation installation;
  private final Clock clock;

  /**
   * What is exported.
   *
   * @param words the form as filled in
   */
  record Wanted(
      Map<String, String> words, AuditCriteria criteria, ExportFormat format, Origin origin) {}

  /**
   * Sends the events.
   *
   * @return false, with nothing sent, if too many files are being sent by this node
   * @throws IOException if the client has closed the connection
   * @throws CloseNowException if the session or the right has ended
   */
  boolean send(Visitor visitor, Staff staff, Wanted wanted, HttpServletResponse response)
      throws IOException {
    return downloads.send(visitor, new AuditFile(staff, wanted), response);
  }

  private final class AuditFile implements StaffDownloads.TextFile {
    private final Staff staff;
    private final Wanted wanted;

    AuditFile(Staff staff, Wanted wanted) {
      this.staff = staff;
      this.wanted = wanted;
    }

    @Override
    public String name() {
      return "audit-" + installation.dayOf(clock.instant()) + "." + wanted.format().ending();
    }

    @Override
    public String mediaType() {
      return wanted.format().mediaType();
    }

    @Override
    public void write(Writer out, Progress progress) throws IOException {
      if (wanted.format() == ExportFormat.CSV) {
        AuditCsv.header(out);
      }
      search.each(
          wanted.criteria(),
          batch -> {
            AuditDownload.this.write(batch, wanted.format(), out);
            progress.add(batch.size());
            return !progress.isOver();
          });
    }

    @Override
    public void ended(long events, boolean whole) {
      record(staff, wanted, events, whole);
    }
  }

  private void write(List<AuditRecord> batch, ExportFormat format, Writer out) {
    Map<AccountId, String> usernames = rows.usernames(batch);
    try {
      for (AuditRecord event : batch) {
        @Nullable AccountId account = event.account();
        line(event, account == null ? null : usernames.get(account), format, out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void line(AuditRecord event, @Nullable String username, ExportFormat format, Writer out)
      throws IOException {
    if (format == ExportFormat.CSV) {
      AuditCsv.line(out, event, username);
    } else {
      out.append(json.line(event, username)).append('\n');
    }
  }

  private void record(Staff staff, Wanted wanted, long written, boolean whole) {
    AuditExported exported =
        new AuditExported(
            staff.name(),
            wanted.criteria().person(),
            wanted.criteria().actorAccount(),
            wanted.words(),
            wanted.format().name().toLowerCase(Locale.ROOT),
            written,
            whole);
    transaction.executeWithoutResult(status -> events.publish(exported, wanted.origin()));
  }
}
