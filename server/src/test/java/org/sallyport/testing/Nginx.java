package org.sallyport.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Debian's nginx before a server, as ops/nginx/sallyport.conf sets it up, without TLS. */
public final class Nginx implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/sbin/nginx");
  private static final Path SAMPLE = Path.of("..", "ops", "nginx", "sallyport.conf");
  private static final Pattern FIRST_SERVER = Pattern.compile("(?s)server \\{.*?\\n}\\n");

  private final Process process;
  private final int port;

  private Nginx(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts one on any free port. */
  public static Nginx before(int server) throws IOException {
    Path folder = Files.createTempDirectory("nginx");
    int port = free();
    Path settings = Files.writeString(folder.resolve("nginx.conf"), settings(folder, port, server));
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
    Nginx nginx = new Nginx(process, port);
    if (!Poll.until(Duration.ofSeconds(20), nginx::listens)) {
      nginx.close();
      throw new IllegalStateException("nginx did not start, see " + folder);
    }
    return nginx;
  }

  public int port() {
    return port;
  }

  private static String settings(Path folder, int port, int server) throws IOException {
    Matcher sample = FIRST_SERVER.matcher(Files.readString(SAMPLE));
    if (!sample.find()) {
      throw new IllegalStateException(SAMPLE + " has no server");
    }
    String portal =
        sample
            .group()
            .replaceAll("listen 443 ssl;", "listen 127.0.0.1:" + port + ";")
            .replaceAll("(?m)^ *(?:http2|ssl_\\S+) .*;$", "")
            .replaceAll("server_name .*;", "server_name localhost;")
            .replace("127.0.0.1:8080", "127.0.0.1:" + server);
    return String.join(
        "\n",
        "daemon off;",
        "master_process off;",
        "pid " + folder.resolve("pid") + ";",
        "events {}",
        "http {",
        "access_log off;",
        "client_body_temp_path " + folder.resolve("body") + ";",
        "proxy_temp_path " + folder.resolve("proxy") + ";",
        "fastcgi_temp_path " + folder.resolve("fastcgi") + ";",
        "uwsgi_temp_path " + folder.resolve("uwsgi") + ";",
        "scgi_temp_path " + folder.resolve("scgi") + ";",
        portal,
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

  private static int free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
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
