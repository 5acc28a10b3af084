package org.sallyport.connect.oidc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.sallyport.testing.FreePorts;
import org.sallyport.testing.Poll;
import tools.jackson.databind.json.JsonMapper;

/** Debian's LemonLDAP::NG, whose portal lets people sign in here, with one browser. */
final class LemonLdap implements AutoCloseable {
  private static final Path SERVER = Path.of("/usr/bin/plackup");
  private static final Path PORTAL =
      Path.of("/usr/share/lemonldap-ng/portal/htdocs/index.psgi").toAbsolutePath();
  private static final String PERL = "/usr/share/perl5/";
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final JsonMapper JSON = new JsonMapper();

  private final Path folder;
  private final int port;
  private final Process process;
  private final HttpClient browser =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

  /** By name: those of its domain "localhost" are none for Java's own store. */
  private final Map<String, String> cookies = new HashMap<>();

  private LemonLdap(Path folder, int port, Process process) {
    this.folder = folder;
    this.port = port;
    this.process = process;
  }

  static boolean isPossible() {
    return Files.isExecutable(SERVER)
        && Files.exists(PORTAL)
        && Files.exists(Path.of(PERL + "Crypt/JWT.pm"));
  }

  static int freePort() {
    return FreePorts.next();
  }

  static String address(int port) {
    return "http://localhost:" + port + "/";
  }

  static String callback(int port) {
    return address(port) + "?openidconnectcallback=1";
  }

  /** Where it is told that a session has ended. */
  static String logout(int port) {
    return address(port) + "oauth2/blogout";
  }

  /**
   * Starts it.
   *
   * @param metadata of the portal, with addresses that can be called
   * @param keys of the portal
   */
  static LemonLdap started(
      Path folder, int port, RelyingParty app, Map<String, String> metadata, String keys)
      throws IOException {
    Files.createDirectories(folder.resolve("conf"));
    Files.createDirectories(folder.resolve("cache"));
    Files.createDirectories(folder.resolve("sessions/lock"));
    Files.writeString(
        folder.resolve("conf/lmConf-1.json"),
        JSON.writeValueAsString(settings(folder, port, app, metadata, keys)));
    Files.writeString(folder.resolve("lemonldap-ng.ini"), frame(folder));
    ProcessBuilder command =
        new ProcessBuilder(
                SERVER.toString(),
                "--host",
                "127.0.0.1",
                "--port",
                String.valueOf(port),
                "-E",
                "deployment",
                PORTAL.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("lemonldap.out").toFile());
    command.environment().put("LLNG_DEFAULTCONFFILE", folder + "/lemonldap-ng.ini");
    LemonLdap lemonLdap = new LemonLdap(folder, port, command.start());
    if (!Poll.until(TIMEOUT, lemonLdap::listens)) {
      throw new IOException("LemonLDAP::NG does not start: " + lemonLdap.log());
    }
    return lemonLdap;
  }

  private static Map<String, Object> settings(
      Path folder, int port, RelyingParty app, Map<String, String> metadata, String keys) {
    Map<String, String> sessions =
        Map.of(
            "Directory", folder + "/sessions",
            "LockDirectory", folder + "/sessions/lock");
    Map<String, Object> settings = new HashMap<>();
    settings.put("cfgNum", 1);
    settings.put("cfgAuthor", "test");
    settings.put("cfgDate", 1);
    settings.put("cfgVersion", "2.21.2");
    settings.put("cookieName", "lemonldap");
    settings.put("whatToTrace", "_user");
    settings.put("localSessionStorage", "Cache::FileCache");
    settings.put(
        "localSessionStorageOptions",
        Map.of(
            "namespace",
            "sessions",
            "default_expires_in",
            1,
            "cache_root",
            folder + "/cache",
            "cache_depth",
            0));
    settings.put("domain", "localhost");
    settings.put("portal", address(port));
    settings.put("securedCookie", 0);
    settings.put("key", "0123456789abcdef");
    settings.put("authentication", "OpenIDConnect");
    settings.put("userDB", "Same");
    settings.put("passwordDB", "Null");
    settings.put("registerDB", "Null");
    settings.put("globalStorage", "Apache::Session::File");
    settings.put("globalStorageOptions", sessions);
    settings.put("persistentStorage", "Apache::Session::File");
    settings.put("persistentStorageOptions", sessions);
    settings.put("oidcOPMetaDataJSON", Map.of("sallyport", JSON.writeValueAsString(metadata)));
    settings.put("oidcOPMetaDataJWKS", Map.of("sallyport", keys));
    settings.put("oidcOPMetaDataOptions", Map.of("sallyport", options(app)));
    settings.put(
        "oidcOPMetaDataExportedVars",
        Map.of("sallyport", Map.of("cn", "name", "mail", "email", "uid", "preferred_username")));
    settings.put("exportedVars", Map.of());
    settings.put("locationRules", Map.of());
    settings.put("exportedHeaders", Map.of());
    settings.put("applicationList", Map.of());
    return settings;
  }

  private static Map<String, Object> options(RelyingParty app) {
    return Map.of(
        "oidcOPMetaDataOptionsClientID",
        app.client.clientId(),
        "oidcOPMetaDataOptionsClientSecret",
        String.valueOf(app.secret),
        "oidcOPMetaDataOptionsScope",
        "openid profile email",
        "oidcOPMetaDataOptionsTokenEndpointAuthMethod",
        "client_secret_basic",
        "oidcOPMetaDataOptionsCheckJWTSignature",
        1,
        "oidcOPMetaDataOptionsUseNonce",
        1,
        "oidcOPMetaDataOptionsRequirePkce",
        1,
        "oidcOPMetaDataOptionsStoreIDToken",
        1,
        "oidcOPMetaDataOptionsUserAttribute",
        "sub",
        "oidcOPMetaDataOptionsJWKSTimeout",
        0);
  }

  private static String frame(Path folder) {
    return """
    [all]
    logLevel = info
    logger = Lemonldap::NG::Common::Logger::Std
    checkTime = 1
    [configuration]
    type = File
    dirName = FOLDER/conf
    localStorage=Cache::FileCache
    localStorageOptions={ 'namespace' => 'conf', 'default_expires_in' => 1, 'cache_root' => 'FOLDER/cache', 'cache_depth' => 0 }
    [portal]
    staticPrefix = /static
    templateDir = /usr/share/lemonldap-ng/portal/templates
    languages = en
    """
        .replace("FOLDER", folder.toString());
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  String log() throws IOException {
    return Files.readString(folder.resolve("lemonldap.out"));
  }

  /** Opens an address in its browser. */
  HttpResponse<String> get(String address) {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(address)).header("Accept", "text/html");
      if (!cookies.isEmpty()) {
        request.header("Cookie", String.join("; ", cookies.values()));
      }
      HttpResponse<String> answer =
          browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
      for (String set : answer.headers().allValues("Set-Cookie")) {
        String cookie = set.split(";", 2)[0];
        cookies.put(cookie.split("=", 2)[0], cookie);
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
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
