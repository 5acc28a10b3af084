package org.sallyport.connect.forwardauth;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.sallyport.testing.FreePorts;
import org.sallyport.testing.Poll;

/**
 * A proxy of Debian in front of an application, by the configuration in ops/forward-auth: other
 * names and ports, and without TLS.
 */
final class ApplicationProxy implements AutoCloseable {
  private static final Path SAMPLES = Path.of("..", "ops", "forward-auth");

  /** The proxies. */
  enum Kind {
    NGINX,
    CADDY,
    HAPROXY,
    APACHE
  }

  private final Process process;
  private final int port;

  private ApplicationProxy(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  int port() {
    return port;
  }

  /**
   * Starts one.
   *
   * @param server the port of Sallyport
   * @param application the port of the application
   */
  static ApplicationProxy start(Kind kind, int server, int application) throws IOException {
    Path folder =
        Files.createTempDirectory(
            "proxy",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    int port = FreePorts.next();
    Sample sample = new Sample(folder, port, server, application);
    List<String> command =
        switch (kind) {
          case NGINX -> nginx(sample);
          case CADDY -> caddy(sample);
          case HAPROXY -> haproxy(sample);
          case APACHE -> apache(sample);
        };
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out.log").toFile());
    builder.environment().put("HOME", folder.toString());
    builder.environment().put("XDG_DATA_HOME", folder.toString());
    builder.environment().put("XDG_CONFIG_HOME", folder.toString());
    ApplicationProxy proxy = new ApplicationProxy(builder.start(), port);
    if (!Poll.until(Duration.ofSeconds(30), proxy::listens)) {
      proxy.close();
      throw new IllegalStateException(
          kind + " did not start: " + Files.readString(folder.resolve("out.log")));
    }
    return proxy;
  }

  /** A configuration of the samples, with names and ports of the test. */
  private record Sample(Path folder, int port, int server, int application) {
    String read(String name) throws IOException {
      return Files.readString(SAMPLES.resolve(name))
          .replace("wiki.hosp.example", ForwardAuthSettings.WIKI)
          .replace("portal.hosp.example", "localhost")
          .replace("127.0.0.1:8080", "127.0.0.1:" + server)
          .replace("127.0.0.1:3000", "127.0.0.1:" + application);
    }

    String write(String name, String text) throws IOException {
      return Files.writeString(folder.resolve(name), text).toString();
    }
  }

  private static List<String> nginx(Sample sample) throws IOException {
    String site =
        sample
            .read("nginx.conf")
            .replace("listen 443 ssl", "listen 127.0.0.1:" + sample.port())
            .replaceAll("(?m)^ *(?:http2|ssl_\\S+) .*;$", "");
    Path folder = sample.folder();
    String settings =
        String.join(
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
            site,
            "}",
            "");
    return List.of(
        "/usr/sbin/nginx",
        "-p",
        folder.toString(),
        "-c",
        sample.write("nginx.conf", settings),
        "-e",
        folder.resolve("error.log").toString());
  }

  private static List<String> caddy(Sample sample) throws IOException {
    String site =
        sample
            .read("Caddyfile")
            .replace(
                ForwardAuthSettings.WIKI + " {",
                "http://"
                    + ForwardAuthSettings.WIKI
                    + ":"
                    + sample.port()
                    + " {\n\tbind 127.0.0.1");
    String file = sample.write("Caddyfile", "{\n\tadmin off\n}\n" + site);
    return List.of("caddy", "run", "--config", file, "--adapter", "caddyfile");
  }

  private static List<String> haproxy(Sample sample) throws IOException {
    String lua = sample.write("sallyport.lua", sample.read("sallyport.lua"));
    String settings =
        sample
            .read("haproxy.cfg")
            .replace("/etc/haproxy/sallyport.lua", lua)
            .replaceAll("(?m)^ *log .*$", "")
            .replaceAll("bind :443 ssl .*", "bind 127.0.0.1:" + sample.port());
    return List.of("/usr/sbin/haproxy", "-db", "-f", sample.write("haproxy.cfg", settings));
  }

  private static List<String> apache(Sample sample) throws IOException {
    String lua = sample.write("sallyport-apache.lua", sample.read("sallyport-apache.lua"));
    String site =
        sample
            .read("apache.conf")
            .replace("/etc/apache2/sallyport-apache.lua", lua)
            .replace("*:443", "127.0.0.1:" + sample.port())
            .replaceAll("(?m)^ *SSL.*$", "");
    String modules =
        List.of("mpm_event", "authz_core", "proxy", "proxy_http", "headers", "lua").stream()
            .map(it -> "LoadModule " + it + "_module /usr/lib/apache2/modules/mod_" + it + ".so\n")
            .reduce("", String::concat);
    Path folder = sample.folder();
    String settings =
        String.join(
            "\n",
            "ServerRoot " + folder,
            "DefaultRuntimeDir " + folder,
            "PidFile " + folder.resolve("pid"),
            "ErrorLog " + folder.resolve("error.log"),
            "ServerName localhost",
            "User www-data",
            "Group www-data",
            "Listen 127.0.0.1:" + sample.port(),
            modules,
            "<IfModule mpm_event_module>",
            "StartServers 1",
            "ServerLimit 1",
            "ThreadsPerChild 16",
            "MaxRequestWorkers 16",
            "</IfModule>",
            site,
            "");
    return List.of(
        "/usr/sbin/apache2", "-D", "FOREGROUND", "-f", sample.write("apache.conf", settings));
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
