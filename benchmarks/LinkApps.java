import com.sun.net.httpserver.HttpServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Links an authenticator app to each of the users that {@link SignInLoad} creates, through the
 * pages: signs in by SMS, requests a key, confirms it. Writes their names, passwords and keys for
 * {@link FormLoad}. Their codes of the next half minute are used up.
 *
 * <p>java LinkApps.java PORTAL_URL GATEWAY_PORT COUNT AT_ONCE FILE.tsv
 */
public class LinkApps {
  static final Pattern KEY = Pattern.compile("id=\"key\">([A-Z2-7 ]+)<");

  public static void main(String[] args) throws Exception {
    URI portal = URI.create(args[0]);
    HttpServer gateway = SignInLoad.gateway(Integer.parseInt(args[1]));
    int count = Integer.parseInt(args[2]);
    List<String> lines = new ArrayList<>();
    try (var workers = Executors.newFixedThreadPool(Integer.parseInt(args[3]))) {
      List<Future<String>> all = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int user = i;
        all.add(workers.submit(() -> link(portal, user)));
      }
      for (Future<String> one : all) {
        lines.add(one.get());
      }
    }
    Files.write(Path.of(args[4]), lines);
    gateway.stop(0);
    System.exit(0);
  }

  static String link(URI portal, int i) throws Exception {
    try (HttpClient http =
        HttpClient.newBuilder()
            .cookieHandler(new SignInLoad.Cookies())
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build()) {
      SignInLoad.signIn(http, portal, i);
      URI link = portal.resolve("/settings/devices/link/totp");
      String page = SignInLoad.get(http, portal.resolve("/settings/devices")).body();
      SignInLoad.location(SignInLoad.post(http, link, page), "asking for a key");
      page = SignInLoad.get(http, link).body();
      Matcher key = KEY.matcher(page);
      if (!key.find()) {
        throw new IllegalStateException("no key for load" + i);
      }
      String secret = key.group(1).replace(" ", "");
      HttpResponse<String> linked =
          SignInLoad.post(
              http,
              portal.resolve("/settings/devices/link/totp/confirm"),
              page,
              "code",
              FormLoad.totp(FormLoad.base32(secret)),
              "usual",
              "yes");
      if (!SignInLoad.location(linked, "the code").endsWith("?linked")) {
        throw new IllegalStateException("not linked: load" + i);
      }
      return "load" + i + "\t" + SignInLoad.PASSWORD + "\t" + secret;
    }
  }
}
