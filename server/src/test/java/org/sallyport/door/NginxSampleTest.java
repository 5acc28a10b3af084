package org.sallyport.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.testing.Poll;

/** The sample configuration of nginx, without TLS and with no portal behind it. */
class NginxSampleTest {
  private static final Path NGINX = Path.of("/usr/sbin/nginx");
  private static final Path SAMPLE = Path.of("../ops/nginx/sallyport.conf");
  private static final String TOKEN = "t0ken-of-a-mailed-link";

  @TempDir Path folder;

  @Test
  void namesEveryPathOfAMailedLink() throws IOException {
    String sample = Files.readString(SAMPLE);
    for (String path : List.of("activate", "password")) {
      assertThat(sample).contains("\"~^/" + path + "/\" \"/" + path + "/***\";");
    }
    assertThat(sample).contains("location ~ ^/(activate|password)/ {");
  }

  @Test
  void keepsTheTokensOfMailedLinksOutOfItsLogs() throws Exception {
    assumeTrue(Files.isExecutable(NGINX), "nginx is not installed");
    int port = freePort();
    Process nginx = start(port);
    try {
      assertThat(Poll.until(Duration.ofSeconds(20), () -> answers(port, "/login"))).isTrue();
      for (String path :
          List.of("/activate/" + TOKEN, "/password/" + TOKEN, "//activate/" + TOKEN)) {
        assertThat(answers(port, path)).isTrue();
      }
    } finally {
      nginx.destroy();
      nginx.waitFor(10, TimeUnit.SECONDS);
    }
    String logs =
        Files.readString(folder.resolve("access.log"))
            + Files.readString(folder.resolve("error.log"));
    assertThat(logs).contains("/login", "/activate/***", "/password/***").doesNotContain(TOKEN);
  }

  private Process start(int port) throws IOException {
    String sample =
        Files.readString(SAMPLE)
            .replace("443 ssl", "127.0.0.1:" + port)
            .replaceAll("listen 80;", "listen 127.0.0.1:" + freePort() + ";")
            .replaceAll("(?m)^\\s*(ssl_|http2 ).*$", "")
            .replace("/var/log/nginx/sallyport.log", folder.resolve("access.log").toString())
            .replace("http://127.0.0.1:8080", "http://127.0.0.1:1");
    Path configuration =
        Files.writeString(
            folder.resolve("nginx.conf"),
            "daemon off;\nmaster_process off;\npid "
                + folder
                + "/pid;\nerror_log "
                + folder
                + "/error.log;\nevents {}\nhttp {\n"
                + "client_body_temp_path "
                + folder
                + "/body;\nproxy_temp_path "
                + folder
                + "/proxy;\n"
                + "fastcgi_temp_path "
                + folder
                + "/fastcgi;\nuwsgi_temp_path "
                + folder
                + "/uwsgi;\n"
                + "scgi_temp_path "
                + folder
                + "/scgi;\n"
                + sample
                + "}\n");
    return new ProcessBuilder(
            NGINX.toString(),
            "-p",
            folder.toString(),
            "-e",
            folder + "/error.log",
            "-c",
            configuration.toString())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("out").toFile())
        .start();
  }

  private static boolean answers(int port, String path) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(5_000);
      socket
          .getOutputStream()
          .write(
              ("GET " + path + " HTTP/1.0\r\nHost: images.example.org\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
          .startsWith("HTTP/1.1 502");
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }
}
