package org.sallyport.gate.selfservice.mydata;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import lombok.RequiredArgsConstructor;
import org.apache.coyote.CloseNowException;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.personaldata.PersonalData;
import org.sallyport.platform.access.RunningResponses;
import org.sallyport.platform.access.RunningResponses.Running;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.pace.ExportPlaces;
import org.sallyport.platform.access.pace.Pace;
import org.sallyport.platform.access.pace.PacedResponse;
import org.sallyport.platform.installation.Installation;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Sends an export as a ZIP file. Its parts are written to temporary files first, so that a slow
 * client holds no connection to the database. It ends within five seconds of the session (rule 34),
 * and when its reader is too slow (rule 47).
 */
@Component
@RequiredArgsConstructor
class DataDownload {
  private static final int CHUNK = 1 << 16;

  private final ExportPlaces places = new ExportPlaces();
  private final PersonalData data;
  private final RunningResponses responses;
  private final Accounts accounts;
  private final Installation installation;
  private final Clock clock;

  /** One of the few places for exports on this node. */
  boolean takePlace(Visitor visitor) {
    return places.take(visitor.account());
  }

  void leavePlace(Visitor visitor) {
    places.leave(visitor.account());
  }

  /**
   * Sends the file.
   *
   * @throws IOException if the client has closed the connection
   * @throws CloseNowException if the session has ended, or the client is too slow
   */
  void send(Visitor visitor, Account account, HttpServletResponse response) throws IOException {
    Pace pace = Pace.ofExport(clock);
    Path json = Files.createTempFile("my-data", ".json");
    try {
      Path text = Files.createTempFile("my-data", ".txt");
      try (Running running =
          responses.begin(visitor.signIn(), () -> pace.suffices() && isEnabled(account))) {
        write(account, json, text);
        head(response);
        zip(json, text, running, new PacedResponse(response, pace));
      } finally {
        Files.delete(text);
      }
    } finally {
      Files.delete(json);
    }
  }

  private void write(Account account, Path json, Path text) throws IOException {
    try (Writer asJson = Files.newBufferedWriter(json, StandardOpenOption.TRUNCATE_EXISTING);
        Writer asText = Files.newBufferedWriter(text, StandardOpenOption.TRUNCATE_EXISTING)) {
      data.write(account, asJson, asText);
    }
  }

  private void head(HttpServletResponse response) {
    response.setContentType("application/zip");
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        "attachment; filename=\"my-data-" + installation.dayOf(clock.instant()) + ".zip\"");
  }

  private static void zip(Path json, Path text, Running running, HttpServletResponse response)
      throws IOException {
    ZipOutputStream out = new ZipOutputStream(response.getOutputStream());
    add("my-data.json", json, running, out);
    add("my-data.txt", text, running, out);
    out.finish();
    out.flush();
  }

  private static void add(String name, Path file, Running running, ZipOutputStream out)
      throws IOException {
    out.putNextEntry(new ZipEntry(name));
    byte[] chunk = new byte[CHUNK];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        if (running.isOver()) {
          throw new CloseNowException("the session has ended, or the client is too slow");
        }
        out.write(chunk, 0, read);
      }
    }
    out.closeEntry();
  }

  private boolean isEnabled(Account account) {
    return accounts.find(account.id()).filter(it -> !it.isDisabled()).isPresent();
  }
}
