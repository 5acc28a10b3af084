package org.sallyport.connect.radius;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.connect.apikeys.ApiKeys;
import org.sallyport.connect.apikeys.Program;
import org.sallyport.platform.access.keys.KeyScope;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.Poll;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.phone.Authenticator;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * A sign-in to a machine (ssh, sudo) as the person meets it: Debian's pam_radius_auth asks
 * FreeRADIUS. The service of PAM is a file in /etc/pam.d, so only root runs it.
 */
@RadiusSettings
@Tag("long")
@EnabledIf("isPossible")
class PamRadiusTest {
  private static final String SERVICE = "sallyport-test";
  private static final Path SERVICE_FILE = Path.of("/etc/pam.d", SERVICE);
  private static final Pattern NUMBER = Pattern.compile("the number ([0-9]+)");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired ApiKeys keys;
  @Autowired TurnableClock clock;
  @TempDir Path folder;

  private FreeRadius radius;
  private People.Person person;

  static boolean isPossible() {
    return FreeRadius.isThere()
        && Files.isWritable(Path.of("/etc/pam.d"))
        && Files.isExecutable(Path.of("/usr/bin/pamtester"));
  }

  @BeforeEach
  void start() throws IOException {
    person = people.byEmail();
    String key = Program.with(keys, port, people.admin().id(), KeyScope.RADIUS).text();
    radius = FreeRadius.start(port, "vpn", key);
    Path servers =
        Files.writeString(
            folder.resolve("server"),
            "127.0.0.1:" + radius.port() + " " + FreeRadius.SECRET + " 25\n");
    Files.writeString(
        SERVICE_FILE,
        "auth required pam_radius_auth.so conf="
            + servers
            + " require_message_authenticator\naccount required pam_permit.so\n");
  }

  @AfterEach
  void stop() throws IOException {
    Files.deleteIfExists(SERVICE_FILE);
    radius.close();
  }

  /** pamtester, and what it has written. */
  private final class Terminal implements AutoCloseable {
    private final Process process;
    private final AtomicReference<String> seen = new AtomicReference<>("");

    Terminal() throws IOException {
      process =
          new ProcessBuilder("/usr/bin/pamtester", SERVICE, person.username(), "authenticate")
              .redirectErrorStream(true)
              .start();
      Thread.ofVirtual().start(this::reads);
    }

    private void reads() {
      try (InputStream in = process.getInputStream()) {
        byte[] bytes = new byte[1024];
        for (int read = in.read(bytes); read > 0; read = in.read(bytes)) {
          String text = new String(bytes, 0, read, StandardCharsets.UTF_8);
          seen.updateAndGet(it -> it + text);
        }
      } catch (IOException e) {
        seen.updateAndGet(it -> it + e);
      }
    }

    String shows(String words) {
      assertThat(Poll.until(PATIENCE, () -> seen.get().contains(words))).as(seen.get()).isTrue();
      return seen.get();
    }

    void types(String line) throws IOException {
      OutputStream out = process.getOutputStream();
      out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    }

    int ends() throws InterruptedException {
      assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      return process.exitValue();
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }

  @Test
  void aPasswordAndTheNumberApprovedOnThePhoneLetIn() throws Exception {
    Browser browser = Visitors.signedIn(person, port);
    Authenticator phone = Authenticator.link(browser, port, clock, "usual", "yes");
    try (Terminal terminal = new Terminal()) {
      terminal.shows("assword");
      terminal.types(People.PASSWORD);
      Matcher number = NUMBER.matcher(terminal.shows("the number "));
      assertThat(number.find()).isTrue();
      phone.approve(phone.request(), number.group(1));
      terminal.types("");
      assertThat(terminal.ends()).as(terminal.seen.get()).isZero();
    }
  }

  @Test
  void aCodeLetsInAndAWrongOneDoesNot() throws Exception {
    try (Terminal terminal = new Terminal()) {
      terminal.shows("assword");
      terminal.types(People.PASSWORD);
      terminal.shows("Enter the code from message");
      String code = Codes.next(person.email());
      terminal.types(Codes.wrong(code));
      terminal.shows("That is not the code");
      terminal.types(code);
      assertThat(terminal.ends()).as(terminal.seen.get()).isZero();
    }
    try (Terminal terminal = new Terminal()) {
      terminal.shows("assword");
      terminal.types("lantern orchard cello");
      assertThat(terminal.ends()).as(terminal.seen.get()).isNotZero();
    }
  }
}
