package org.sallyport.staff.admin.gate;

import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.apache.coyote.CloseNowException;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Accounts;
import org.sallyport.platform.access.RunningResponses;
import org.sallyport.platform.access.RunningResponses.Running;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.pace.ExportPlaces;
import org.sallyport.platform.access.pace.Pace;
import org.sallyport.platform.access.pace.PacedResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Streams files to admins, few at a time. A file ends within five seconds of the session or the
 * right (rule 34), and when its reader is too slow (rule 47).
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class StaffDownloads {
  private final ExportPlaces places = new ExportPlaces();
  private final RunningResponses responses;
  private final Accounts accounts;
  private final Clock clock;

  /** A file of text in UTF-8. */
  public interface TextFile {
    String name();

    String mediaType();

    /**
     * Writes the content, until nothing is left or {@link Progress#isOver}.
     *
     * @throws UncheckedIOException as the writer's own exception
     */
    void write(Writer out, Progress progress) throws IOException;

    /**
     * Called at the end, also after an exception.
     *
     * @param rows as counted in {@link Progress}
     * @param whole whether the client got everything
     */
    void ended(long rows, boolean whole);
  }

  /** Counts the rows of a file that is being written. */
  public static final class Progress {
    private @Nullable Running running;
    private long rows;

    private Progress() {}

    /** Whether writing must stop. */
    public boolean isOver() {
      return running != null && running.isOver();
    }

    public void add(int written) {
      rows += written;
    }
  }

  /**
   * Sends a file.
   *
   * @return false, with nothing sent, if too many are being sent by this node, or one to this admin
   * @throws IOException if the client has closed the connection
   * @throws CloseNowException if the session or the right has ended, or the client is too slow
   */
  public boolean send(Visitor visitor, TextFile file, HttpServletResponse response)
      throws IOException {
    if (!places.take(visitor.account())) {
      return false;
    }
    Progress progress = new Progress();
    boolean whole = false;
    try {
      write(visitor, file, progress, response);
      whole = true;
      return true;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      // From here on the thread is no longer interrupted: the end has to be recorded.
      places.leave(visitor.account());
      file.ended(progress.rows, whole);
    }
  }

  private void write(
      Visitor visitor, TextFile file, Progress progress, HttpServletResponse response)
      throws IOException {
    Pace pace = Pace.ofExport(clock);
    try (Running running =
        responses.begin(visitor.signIn(), () -> pace.suffices() && isAdmin(visitor))) {
      progress.running = running;
      response.setContentType(file.mediaType());
      response.setHeader(
          HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + file.name() + "\"");
      Writer out =
          new BufferedWriter(
              new OutputStreamWriter(
                  new PacedResponse(response, pace).getOutputStream(), StandardCharsets.UTF_8));
      file.write(out, progress);
      if (progress.isOver()) {
        throw new CloseNowException("the right has ended, or the client is too slow");
      }
      out.flush();
    }
  }

  private boolean isAdmin(Visitor visitor) {
    return accounts
        .find(visitor.account())
        .filter(account -> !account.isDisabled() && account.role().rights().administers())
        .isPresent();
  }
}
