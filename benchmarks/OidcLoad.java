import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What applications ask an OpenID provider, against any provider that shows HTML forms: people are
 * signed in first; then codes are drawn in their sessions and redeemed (PKCE, client_secret_basic),
 * refresh tokens are redeemed, and access tokens are introspected and used at userinfo. For each of
 * the four it prints operations a second, percentiles, and the server's CPU milliseconds for one.
 *
 * <p>java OidcLoad.java ISSUER CLIENT_ID SECRET REDIRECT USERS_FILE PEOPLE COUNT PID[,PID…] NAME
 *
 * <p>USERS_FILE as for FormLoad.java. As many as there are people ask at once.
 */
public class OidcLoad {
  private static final Pattern MOVES_ON = Pattern.compile("content=\"0; url=([^\"]*)\"");

  private final URI issuer;
  private final String client;
  private final String secret;
  private final String redirect;
  private String metadata = "";

  private OidcLoad(String[] args) {
    issuer = URI.create(args[0]);
    client = args[1];
    secret = args[2];
    redirect = args[3];
  }

  public static void main(String[] args) throws Exception {
    new OidcLoad(args).run(Path.of(args[4]), Integer.parseInt(args[5]), Integer.parseInt(args[6]), args[7], args[8]);
    System.exit(0);
  }

  /** A person who is signed in, and the tokens that the application has. */
  private static final class Session {
    final HttpClient browser =
        HttpClient.newBuilder()
            .cookieHandler(new FormLoad.LoopbackCookies())
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    final HttpClient application =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    String access = "";
    String refresh = "";
  }

  private void run(Path users, int people, int count, String pids, String name) throws Exception {
    metadata =
        new Session()
            .application
            .send(
                HttpRequest.newBuilder(URI.create(issuer + "/.well-known/openid-configuration"))
                    .build(),
                BodyHandlers.ofString())
            .body();
    List<Long> processes = Arrays.stream(pids.split(",")).map(Long::parseLong).toList();
    List<Session> sessions = new ArrayList<>();
    List<String> lines = Files.readAllLines(users);
    for (int i = 0; i < people; i++) {
      Session session = new Session();
      signIn(session, lines.get(i).split("\t"));
      sessions.add(session);
    }
    measure(name, "code flow", sessions, count, processes, this::codeFlow);
    measure(name, "refresh", sessions, count, processes, this::refresh);
    measure(name, "introspection", sessions, count, processes, this::introspect);
    measure(name, "userinfo", sessions, count, processes, this::userInfo);
  }

  private interface Operation {
    void run(Session session) throws Exception;
  }

  private static void measure(
      String name, String what, List<Session> sessions, int count, List<Long> processes, Operation operation)
      throws Exception {
    int each = count / sessions.size();
    long cpu = FormLoad.cpu(processes);
    long begin = System.nanoTime();
    List<Long> times = Collections.synchronizedList(new ArrayList<>());
    try (ExecutorService pool = Executors.newFixedThreadPool(sessions.size())) {
      List<Callable<Void>> all = new ArrayList<>();
      for (Session session : sessions) {
        all.add(
            () -> {
              for (int i = 0; i < each; i++) {
                long from = System.nanoTime();
                operation.run(session);
                times.add(System.nanoTime() - from);
              }
              return null;
            });
      }
      for (Future<Void> one : pool.invokeAll(all)) {
        one.get();
      }
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    double used = FormLoad.cpu(processes) - cpu;
    long[] sorted = times.stream().mapToLong(Long::longValue).sorted().toArray();
    System.out.printf(
        Locale.ROOT,
        "%s, %-14s %6.0f a second, p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, %.2f ms of CPU each%n",
        name,
        what + ":",
        sorted.length / seconds,
        FormLoad.pct(sorted, .5),
        FormLoad.pct(sorted, .95),
        FormLoad.pct(sorted, .99),
        used / sorted.length);
  }

  private void signIn(Session session, String[] user) throws Exception {
    byte[] secret =
        user[2].startsWith("utf8:")
            ? user[2].substring("utf8:".length()).getBytes(StandardCharsets.UTF_8)
            : FormLoad.base32(user[2]);
    FormLoad.User person = new FormLoad.User(user[0], user[1], secret);
    URI at = authorize("a".repeat(43));
    HttpResponse<String> answer = open(session, at);
    for (int step = 0; step < 14; step++) {
      String next = next(answer);
      if (next.startsWith(redirect)) {
        return;
      }
      if (!next.isEmpty()) {
        at = at.resolve(next);
        answer = open(session, at);
        continue;
      }
      FormLoad.Filled form = FormLoad.fill(answer.body(), person);
      if (form == null) {
        throw new IOException("no known form at " + at + ": " + answer.statusCode());
      }
      at = at.resolve(form.action().replace("&amp;", "&"));
      answer =
          session.browser.send(
              HttpRequest.newBuilder(at)
                  .header("Accept", "text/html")
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(BodyPublishers.ofString(form.body()))
                  .build(),
              BodyHandlers.ofString());
    }
    throw new IOException("not signed in at " + at);
  }

  private static HttpResponse<String> open(Session session, URI at) throws Exception {
    return session.browser.send(
        HttpRequest.newBuilder(at).header("Accept", "text/html").build(), BodyHandlers.ofString());
  }

  /** Where an answer leads: by a redirect, or by a page that moves on. Empty if nowhere. */
  private static String next(HttpResponse<String> answer) {
    if (answer.statusCode() / 100 == 3) {
      return answer.headers().firstValue("Location").orElse("");
    }
    Matcher page = MOVES_ON.matcher(answer.body());
    return page.find() ? page.group(1).replace("&amp;", "&") : "";
  }

  private void codeFlow(Session session) throws Exception {
    String verifier = Long.toHexString(System.nanoTime()) + "v".repeat(43);
    URI at = authorize(verifier);
    String next = next(open(session, at));
    for (int step = 0; step < 4 && !next.startsWith(redirect); step++) {
      at = at.resolve(next);
      next = next(open(session, at));
    }
    Matcher code = Pattern.compile("[?&]code=([^&]*)").matcher(next);
    if (!code.find()) {
      throw new IOException("no code: " + next);
    }
    tokens(
        session,
        "grant_type=authorization_code&code="
            + encode(URLDecoder.decode(code.group(1), StandardCharsets.UTF_8))
            + "&redirect_uri="
            + encode(redirect)
            + "&code_verifier="
            + verifier);
  }

  private void refresh(Session session) throws Exception {
    tokens(session, "grant_type=refresh_token&refresh_token=" + encode(session.refresh));
  }

  private void tokens(Session session, String form) throws Exception {
    String body = post(session, "token_endpoint", form);
    session.access = value(body, "access_token");
    session.refresh = value(body, "refresh_token");
  }

  private void introspect(Session session) throws Exception {
    String body = post(session, "introspection_endpoint", "token=" + encode(session.access));
    if (!body.matches("(?s).*\"active\"\\s*:\\s*true.*")) {
      throw new IOException("not active: " + body);
    }
  }

  private void userInfo(Session session) throws Exception {
    HttpResponse<String> answer =
        session.application.send(
            HttpRequest.newBuilder(endpoint("userinfo_endpoint"))
                .header("Authorization", "Bearer " + session.access)
                .build(),
            BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("userinfo: " + answer.statusCode());
    }
    value(answer.body(), "sub");
  }

  private String post(Session session, String endpoint, String form) throws Exception {
    String basic = Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
    HttpResponse<String> answer =
        session.application.send(
            HttpRequest.newBuilder(endpoint(endpoint))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build(),
            BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(endpoint + ": " + answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }

  private URI authorize(String verifier) throws Exception {
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
    return URI.create(
        endpoint("authorization_endpoint")
            + "?response_type=code&scope=openid+profile+email&client_id="
            + client
            + "&redirect_uri="
            + encode(redirect)
            + "&state=s&code_challenge_method=S256&code_challenge="
            + Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
  }

  private URI endpoint(String name) {
    return URI.create(value(metadata, name));
  }

  private static String value(String json, String name) {
    Matcher value = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]*)\"").matcher(json);
    if (!value.find()) {
      throw new IllegalStateException("no " + name + " in " + json);
    }
    return value.group(1).replace("\\/", "/");
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
