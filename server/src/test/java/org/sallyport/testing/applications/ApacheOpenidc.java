package org.sallyport.testing.applications;

import java.io.IOException;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.sallyport.testing.FreePorts;

/**
 * Debian's Apache with mod_auth_openidc, configured by ops/apache/openidc.conf. It calls the server
 * of the test as a proxy, which listens at another port than its public address says.
 */
public final class ApacheOpenidc implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/sbin/apache2");
  private static final Path MODULES = Path.of("/usr/lib/apache2/modules");
  private static final Path SAMPLE = Path.of("..", "ops", "apache", "openidc.conf");

  private final Path folder;
  private final int port;
  private final Process process;
  private final HttpClient browser;

  private ApacheOpenidc(Path folder, int port, Process process) {
    this.folder = folder;
    this.port = port;
    this.process = process;
    this.browser = newBrowser();
  }

  /** Whether Apache and the module are installed. */
  public static boolean isPossible() {
    return Files.isExecutable(PROGRAM) && Files.exists(MODULES.resolve("mod_auth_openidc.so"));
  }

  /** The address of the pages, at a free port that Apache listens on once it is started. */
  public static String address(int port) {
    return "http://localhost:" + port;
  }

  /**
   * As what it is registered.
   *
   * @param portal its public address
   */
  public record Registered(String portal, String clientId, String secret) {
    @Override
    public String toString() {
      return clientId;
    }
  }

  /**
   * Starts it.
   *
   * @param server the port at which the portal listens
   * @throws IOException if it does not start, with its log
   */
  public static ApacheOpenidc started(Path folder, int port, Registered app, int server)
      throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path pages = Files.createDirectories(folder.resolve("pages/radiology"));
    Files.writeString(pages.resolve("index.html"), "images");
    Files.writeString(folder.resolve("pages/index.html"), "reports");
    Path file = folder.resolve("apache.conf");
    Files.writeString(file, frame(folder, port, server) + sample(port, app));
    Process process =
        new ProcessBuilder(PROGRAM.toString(), "-f", file.toString(), "-DFOREGROUND")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("apache.out").toFile())
            .start();
    ApacheOpenidc apache = new ApacheOpenidc(folder, port, process);
    apache.awaitPort();
    return apache;
  }

  private static String frame(Path folder, int port, int server) {
    StringBuilder text = new StringBuilder();
    for (String module :
        new String[] {
          "mpm_event", "authn_core", "authz_core", "authz_user", "dir", "auth_openidc"
        }) {
      text.append("LoadModule %s_module %s/mod_%s.so\n".formatted(module, MODULES, module));
    }
    return text
        + """
        ServerRoot %1$s
        DefaultRuntimeDir %1$s
        PidFile %1$s/apache.pid
        ErrorLog %1$s/error.log
        ServerName localhost
        Listen 127.0.0.1:%2$d
        User www-data
        Group www-data
        DocumentRoot %1$s/pages
        DirectoryIndex index.html
        OIDCOutgoingProxy localhost:%3$d
        OIDCInfoHook access_token id_token userinfo
        <Directory %1$s/pages>
          Require all granted
        </Directory>
        """
            .formatted(folder, port, server);
  }

  private static String sample(int port, Registered app) throws IOException {
    return Files.readString(SAMPLE)
        .replace("https://portal.hospital.example", app.portal())
        .replace("https://intranet.hospital.example", address(port))
        .replace("OIDCClientID intranet", "OIDCClientID " + app.clientId())
        .replace("\"SECRET\"", "\"" + app.secret() + "\"")
        .replace("PASSPHRASE", "a passphrase of this test");
  }

  private void awaitPort() throws IOException {
    for (int i = 0; i < 300; i++) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        if (socket.isConnected()) {
          return;
        }
      } catch (IOException notYet) {
        if (!process.isAlive()) {
          break;
        }
      }
      pause();
    }
    throw new IOException("Apache does not start: " + log());
  }

  private static void pause() {
    try {
      Thread.sleep(Duration.ofMillis(50));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public String log() throws IOException {
    Path log = folder.resolve("error.log");
    return Files.readString(folder.resolve("apache.out"))
        + (Files.exists(log) ? Files.readString(log) : "");
  }

  private static HttpClient newBrowser() {
    return HttpClient.newBuilder()
        .cookieHandler(new CookieManager())
        .followRedirects(HttpClient.Redirect.NEVER)
        .build();
  }

  /** Opens an address in one browser with cookies. */
  public HttpResponse<String> get(String address) {
    URI uri = address.startsWith("/") ? URI.create(address(port) + address) : URI.create(address);
    try {
      return browser.send(
          HttpRequest.newBuilder(uri).header("Accept", "text/html").build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public static int freePort() {
    return FreePorts.next();
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
