package org.sallyport.connect.radius;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.sallyport.testing.FreePorts;
import org.sallyport.testing.Poll;

/**
 * Debian's FreeRADIUS with the files of ops/freeradius, on loopback. It asks over HTTPS, as
 * shipped: only addresses, the authority's file and the secret are other ones.
 */
final class FreeRadius implements AutoCloseable {
  static final String SECRET = "a-secret-of-32-characters-at-least";
  private static final Path SAMPLES = Path.of("..", "ops", "freeradius");
  private static final Path SYSTEM = Path.of("/etc/freeradius/3.0");

  private final Process process;
  private final TlsFront front;
  private final Path folder;
  private final int port;

  private FreeRadius(Process process, TlsFront front, Path folder, int port) {
    this.process = process;
    this.front = front;
    this.folder = folder;
    this.port = port;
  }

  static boolean isThere() {
    return Files.isExecutable(Path.of("/usr/sbin/freeradius"))
        && Files.isReadable(SYSTEM.resolve("radiusd.conf"));
  }

  /**
   * Starts it.
   *
   * @param server the port of Sallyport
   * @param key with the scope radius
   */
  static FreeRadius start(int server, String network, String key) throws IOException {
    TlsFront front = TlsFront.before(server);
    return start(front, front.authority(), network, key);
  }

  /**
   * Starts it.
   *
   * @param authority whose certificates it trusts
   */
  static FreeRadius start(TlsFront front, Path authority, String network, String key)
      throws IOException {
    Path folder = Files.createTempDirectory("radius");
    int port = FreePorts.next();
    Files.createDirectories(folder.resolve("modules"));
    Files.createDirectories(folder.resolve("sites"));
    Files.writeString(
        folder.resolve("modules/sallyport"),
        Files.readString(SAMPLES.resolve("rest-sallyport"))
            .replace(
                "https://portal.hosp.example/api/radius/vpn",
                "https://127.0.0.1:" + front.port() + "/api/radius/" + network)
            .replace("/etc/ssl/certs/ca-certificates.crt", authority.toString()));
    Files.writeString(
        folder.resolve("sites/sallyport"),
        Files.readString(SAMPLES.resolve("sallyport"))
            .replace("ipaddr = *", "ipaddr = 127.0.0.1")
            .replace("port = 0", "port = " + port)
            .replace("192.0.2.10", "127.0.0.1")
            .replace("CHANGE-ME", SECRET));
    Files.writeString(folder.resolve("radiusd.conf"), settings(folder));
    ProcessBuilder builder =
        new ProcessBuilder("/usr/sbin/freeradius", "-f", "-l", "stdout", "-d", folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out.log").toFile());
    builder.environment().put("SALLYPORT_KEY", key);
    FreeRadius radius = new FreeRadius(builder.start(), front, folder, port);
    if (!Poll.until(Duration.ofSeconds(20), radius::isReady)) {
      radius.close();
      throw new IllegalStateException("FreeRADIUS did not start: " + radius.log());
    }
    return radius;
  }

  /** The few parts of Debian's settings that the guide's files need. */
  private static String settings(Path folder) {
    return String.join(
        "\n",
        "prefix = /usr",
        "libdir = /usr/lib/freeradius",
        "name = freeradius",
        "confdir = " + folder,
        "modconfdir = " + SYSTEM + "/mods-config",
        "logdir = " + folder,
        "run_dir = " + folder,
        "pidfile = " + folder + "/pid",
        "correct_escapes = true",
        "max_request_time = 30",
        "cleanup_delay = 5",
        "max_requests = 1024",
        "hostname_lookups = no",
        "log {",
        "  destination = stdout",
        "}",
        "security {",
        "  max_attributes = 200",
        "  reject_delay = 0",
        "  status_server = no",
        "}",
        "proxy_requests = no",
        "thread pool {",
        "  start_servers = 2",
        "  max_servers = 8",
        "  min_spare_servers = 1",
        "  max_spare_servers = 4",
        "}",
        "modules {",
        "  $INCLUDE " + SYSTEM + "/mods-available/always",
        "  $INCLUDE " + SYSTEM + "/mods-available/attr_filter",
        "  $INCLUDE " + folder + "/modules/",
        "}",
        "$INCLUDE " + folder + "/sites/",
        "");
  }

  private boolean isReady() {
    return log().contains("Ready to process requests");
  }

  String log() {
    try {
      return Files.readString(folder.resolve("out.log"), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }

  int port() {
    return port;
  }

  @Override
  public void close() throws IOException {
    front.close();
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
