package org.sallyport.admin.audit;

import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.coyote.CloseNowException;
import org.jspecify.annotations.Nullable;
import org.sallyport.access.Origin;
import org.sallyport.access.RunningResponses;
import org.sallyport.access.RunningResponses.Running;
import org.sallyport.access.Visitor;
import org.sallyport.account.Accounts;
import org.sallyport.admin.gate.StaffActs.Staff;
import org.sallyport.audit.search.AuditCriteria;
import org.sallyport.audit.search.AuditCsv;
import org.sallyport.audit.search.AuditJson;
import org.sallyport.audit.search.AuditRecord;
import org.sallyport.audit.search.AuditSearch;
import org.sallyport.events.DomainEvents;
import org.sallyport.events.SystemEvent.AuditExported;
import org.sallyport.ids.AccountId;
import org.sallyport.installation.Installation;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Streams events as a file, batch by batch. It ends within five seconds of the session or the right
 * (rule 34), and its end is recorded with the number of events.
 */
@Component
class AuditDownload {
  private static final int MAX_CONCURRENT = 2;

  private final Semaphore places = new Semaphore(MAX_CONCURRENT);
  private final AuditSearch search;
  private final AuditJson json;
  private final AuditRows rows;
  private final RunningResponses responses;
  private final Accounts accounts;
  private final DomainEvents events;
  private final TransactionTemplate transaction;
  private final Installation installation;
  private final Clock clock;

  AuditDownload(
      AuditSearch search,
      AuditJson json,
      AuditRows rows,
      RunningResponses responses,
      Accounts accounts,
      DomainEvents events,
      TransactionTemplate transaction,
      Installation installation,
      Clock clock) {
    this.search = search;
    this.json = json;
    this.rows = rows;
    this.responses = responses;
    this.accounts = accounts;
    this.events = events;
    this.transaction = transaction;
    this.installation = installation;
    this.clock = clock;
  }

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
   * @return false, with nothing sent, if too many exports are running on this node
   * @throws IOException if the client has closed the connection
   * @throws CloseNowException if the session or the right has ended
   */
  boolean send(Visitor visitor, Staff staff, Wanted wanted, HttpServletResponse response)
      throws IOException {
    if (!places.tryAcquire()) {
      return false;
    }
    AtomicLong written = new AtomicLong();
    boolean whole = false;
    try (Running running = responses.begin(visitor.signIn(), () -> isAdmin(visitor))) {
      head(wanted.format(), response);
      Writer out =
          new BufferedWriter(
              new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8));
      write(wanted, running, written, out);
      if (running.isOver()) {
        throw new CloseNowException("the session has ended");
      }
      out.flush();
      whole = true;
      return true;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      places.release();
      record(staff, wanted, written.get(), whole);
    }
  }

  private void head(ExportFormat format, HttpServletResponse response) {
    LocalDate today = clock.instant().atZone(installation.zone()).toLocalDate();
    response.setContentType(format.mediaType());
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        "attachment; filename=\"audit-" + today + "." + format.ending() + "\"");
  }

  private void write(Wanted wanted, Running running, AtomicLong written, Writer out)
      throws IOException {
    if (wanted.format() == ExportFormat.CSV) {
      AuditCsv.header(out);
    }
    search.each(
        wanted.criteria(),
        batch -> {
          write(batch, wanted.format(), out);
          written.addAndGet(batch.size());
          return !running.isOver();
        });
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

  private boolean isAdmin(Visitor visitor) {
    return accounts
        .find(visitor.account())
        .filter(account -> !account.isDisabled() && account.role().rights().administers())
        .isPresent();
  }

  private void record(Staff staff, Wanted wanted, long written, boolean whole) {
    AuditExported exported =
        new AuditExported(
            staff.name(),
            wanted.criteria().person(),
            wanted.words(),
            wanted.format().name().toLowerCase(Locale.ROOT),
            written,
            whole);
    transaction.executeWithoutResult(status -> events.publish(exported, wanted.origin()));
  }
}
