package org.sallyport.staff.siem;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sallyport.testing.FreePorts;
import org.sallyport.testing.Poll;

/** Debian's rsyslog as a receiver, with the certificates and the configuration of docs/siem.md. */
final class Rsyslog implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/sbin/rsyslogd");
  private static final Path GUIDE = Path.of("..", "docs", "siem.md");
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final Duration SETTLING = Duration.ofSeconds(2);

  private final Path folder;
  private final int port = FreePorts.next();
  private final String change;
  private final String to;
  private @Nullable Process process;

  private Rsyslog(Path folder, String change, String to) {
    this.folder = folder;
    this.change = change;
    this.to = to;
  }

  /** A receiver that is not started yet; the folder gets certificates for "localhost". */
  static Rsyslog in(Path folder) throws IOException, InterruptedException {
    return in(folder, "", "");
  }

  /** The same, with a change in its configuration. */
  static Rsyslog in(Path folder, String change, String to)
      throws IOException, InterruptedException {
    certificates(folder);
    return new Rsyslog(folder, change, to);
  }

  int port() {
    return port;
  }

  Path authority() {
    return folder.resolve("ca.pem");
  }

  void start() throws IOException {
    Path settings =
        Files.writeString(
            folder.resolve("rsyslog.conf"),
            block("cat >/etc/rsyslog.d/sallyport.conf <<'END'\n", "\nEND\n")
                .replace("6514", Integer.toString(port))
                .replace("/var/spool/rsyslog", folder.toString())
                .replace("/etc/rsyslog.d/tls", folder.toString())
                .replace("/var/log", folder.toString())
                .replace(change, to));
    process =
        new ProcessBuilder(
                PROGRAM.toString(),
                "-n",
                "-f",
                settings.toString(),
                "-i",
                folder.resolve("pid").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out.log").toFile())
            .start();
    if (!Poll.until(TIMEOUT, this::listens)) {
      throw new IllegalStateException(output());
    }
    Poll.until(SETTLING, this::hasRefusedTheTrial);
  }

  /** Whether it has ended the connection that tried it, which breaks in its handshake. */
  private boolean hasRefusedTheTrial() {
    try {
      return output().contains("OpenSSL Error Stack");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it has said. */
  String output() throws IOException {
    return Files.readString(folder.resolve("out.log"));
  }

  /** Stops it as a system does (SIGTERM). */
  void stop() throws InterruptedException {
    Process running = Objects.requireNonNull(process);
    running.destroy();
    running.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
  }

  /** Sends it a signal, for example STOP. */
  void signal(String name) throws IOException, InterruptedException {
    long pid = Objects.requireNonNull(process).pid();
    new ProcessBuilder("/bin/kill", "-" + name, Long.toString(pid)).start().waitFor();
  }

  /** The complete lines that it has stored. */
  List<String> lines() {
    Path file = folder.resolve("sallyport-audit.log");
    try {
      if (!Files.exists(file)) {
        return List.of();
      }
      String text = Files.readString(file, StandardCharsets.UTF_8);
      return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (process != null && process.isAlive()) {
      process.destroyForcibly().onExit().join();
    }
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Runs the guide's commands, for "localhost". */
  private static void certificates(Path folder) throws IOException, InterruptedException {
    Process shell =
        new ProcessBuilder(
                "/bin/sh", "-ec", block("if the hospital has none:\n\n```sh run\n", "```"))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("openssl.log").toFile())
            .start();
    if (shell.waitFor() != 0) {
      throw new IllegalStateException(Files.readString(folder.resolve("openssl.log")));
    }
  }

  /** The lines of the guide between two others. */
  private static String block(String begin, String end) throws IOException {
    Matcher block =
        Pattern.compile(Pattern.quote(begin) + "(.*?)" + Pattern.quote(end), Pattern.DOTALL)
            .matcher(Files.readString(GUIDE));
    if (!block.find()) {
      throw new IllegalStateException("no block " + begin + " in " + GUIDE);
    }
    return block.group(1).replace("siem.lindenmoor.example", "localhost");
  }
}
