package org.sallyport.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.sallyport.testing.archive.TestArchive;

/** Debian's nginx in front of a server, configured by ops/nginx/sallyport.conf, without TLS. */
public final class Nginx implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/sbin/nginx");
  private static final Path SAMPLE = Path.of("..", "ops", "nginx", "sallyport.conf");
  private static final Path HEADERS =
      Path.of("..", "ops", "nginx", "sallyport-headers.conf").toAbsolutePath().normalize();
  private static final Path BUSY = HEADERS.resolveSibling("sallyport-busy.conf");
  private final Process process;
  private final Path folder;
  private final int port;
  private final int plainPort;

  private Nginx(Process process, Path folder, int port, int plainPort) {
    this.process = process;
    this.folder = folder;
    this.port = port;
    this.plainPort = plainPort;
  }

  /** Starts nginx on a free port. */
  public static Nginx before(int server) throws IOException {
    return before(server, Optional.empty());
  }

  /** Starts nginx in front of a server and of the archive of the tests. */
  public static Nginx beforeWithArchive(int server) throws IOException {
    return before(server, Optional.of(TestArchive.basic()));
  }

  private static Nginx before(int server, Optional<String> credential) throws IOException {
    Path folder = Files.createTempDirectory("nginx");
    int port = FreePorts.next();
    int plainPort = FreePorts.next();
    if (credential.isPresent()) {
      Files.writeString(
          folder.resolve("password.conf"),
          "proxy_set_header Authorization \"" + credential.get() + "\";");
    }
    Path settings =
        Files.writeString(folder.resolve("nginx.conf"), settings(folder, port, plainPort, server));
    Process process =
        new ProcessBuilder(
                PROGRAM.toString(),
                "-p",
                folder.toString(),
                "-c",
                settings.toString(),
                "-e",
                folder.resolve("error.log").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out.log").toFile())
            .start();
    Nginx nginx = new Nginx(process, folder, port, plainPort);
    if (!Poll.until(Duration.ofSeconds(20), nginx::listens)) {
      nginx.close();
      throw new IllegalStateException("nginx did not start, see " + folder);
    }
    return nginx;
  }

  public int port() {
    return port;
  }

  /** The plain-HTTP port that redirects to the portal's address. */
  public int plainPort() {
    return plainPort;
  }

  /** The contents of its access and error logs. */
  public String logs() throws IOException {
    return Files.readString(folder.resolve("access.log"))
        + Files.readString(folder.resolve("error.log"));
  }

  private static String settings(Path folder, int port, int plainPort, int server)
      throws IOException {
    String sample =
        Files.readString(SAMPLE)
            .replace("listen 443 ssl", "listen 127.0.0.1:" + port)
            .replace("listen 80;", "listen 127.0.0.1:" + plainPort + ";")
            .replaceAll("(?m)^ *(?:http2|ssl_\\S+) .*;$", "")
            .replaceAll("server_name .*;", "server_name localhost;")
            .replace("/var/log/nginx/sallyport.log", folder.resolve("access.log").toString())
            .replace("/etc/nginx/sallyport-headers.conf", HEADERS.toString())
            .replace("/etc/nginx/sallyport-busy.conf", BUSY.toString())
            .replace("/etc/nginx/sallyport-archive-password*.conf", folder + "/password*.conf")
            .replace("127.0.0.1:8042", "127.0.0.1:" + TestArchive.wire().port())
            .replace("127.0.0.1:8080", "127.0.0.1:" + server);
    return String.join(
        "\n",
        "daemon off;",
        "master_process off;",
        "pid " + folder.resolve("pid") + ";",
        "error_log " + folder.resolve("error.log") + ";",
        "events {}",
        "http {",
        "client_body_temp_path " + folder.resolve("body") + ";",
        "proxy_temp_path " + folder.resolve("proxy") + ";",
        "fastcgi_temp_path " + folder.resolve("fastcgi") + ";",
        "uwsgi_temp_path " + folder.resolve("uwsgi") + ";",
        "scgi_temp_path " + folder.resolve("scgi") + ";",
        sample,
        "}",
        "");
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
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
