import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Complete sign-ins at a fixed rate through a proxy, a quarter of it during the warm-up, while
 * servers behind it come and go. Nothing is repeated: one answer that is not as expected, or none,
 * fails the sign-in.
 *
 * <p>java NodesLoad.java PORTAL_URL GATEWAY_PORT PER_SECOND FIRST_USER
 *
 * <p>Reads a line for each phase from its input, and "end". A sign-in belongs to the phase in which
 * its first failing request, or its end, was. Prints a line for each phase.
 */
public class NodesLoad {
  /** Accounts that take turns; a sign-in is over long before the turn of its account comes again. */
  static final int USERS = 1000;

  static final Duration TIMEOUT = Duration.ofSeconds(20);
  static final Map<String, Phase> PHASES = new LinkedHashMap<>();
  static volatile String phase = "warm-up";

  /** What happened in a phase. */
  static final class Phase {
    final List<Long> times = new ArrayList<>();
    final Map<String, Integer> failures = new TreeMap<>();
  }

  public static void main(String[] args) throws Exception {
    URI portal = URI.create(args[0]);
    HttpServer gateway = SignInLoad.gateway(Integer.parseInt(args[1]));
    long pause = 1_000_000_000L / Integer.parseInt(args[2]);
    int user = Integer.parseInt(args[3]);
    Thread.ofPlatform().daemon().start(NodesLoad::readPhases);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      long next = System.nanoTime();
      while (!phase.equals("end")) {
        int number = user++ % USERS;
        threads.submit(() -> signIn(portal, number));
        // Servers that have just started are slower.
        next += phase.equals("warm-up") ? 4 * pause : pause;
        TimeUnit.NANOSECONDS.sleep(Math.max(0, next - System.nanoTime()));
      }
    }
    PHASES.remove("end");
    PHASES.forEach(NodesLoad::print);
    gateway.stop(0);
    System.exit(0);
  }

  static void readPhases() {
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      while (line != null) {
        phase = line;
        line = lines.readLine();
      }
    } catch (IOException e) {
      // The script ended.
    }
    phase = "end";
  }

  static void signIn(URI portal, int user) {
    long start = System.nanoTime();
    String failure = null;
    try (HttpClient http =
        HttpClient.newBuilder()
            .cookieHandler(new SignInLoad.Cookies())
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build()) {
      signIn(http, portal, user);
    } catch (Unexpected e) {
      failure = e.getMessage();
    } catch (Exception e) {
      failure = e.getClass().getSimpleName();
    }
    record(failure, System.nanoTime() - start);
  }

  static synchronized void record(String failure, long nanos) {
    Phase now = PHASES.computeIfAbsent(phase, any -> new Phase());
    if (failure == null) {
      now.times.add(nanos);
    } else {
      now.failures.merge(failure, 1, Integer::sum);
    }
  }

  static void signIn(HttpClient http, URI portal, int user) throws Exception {
    // A code of an earlier sign-in that failed.
    SignInLoad.queue(SignInLoad.phone(user)).clear();
    String page = expect(200, SignInLoad.get(http, portal.resolve("/login")), "GET /login").body();
    HttpResponse<String> half =
        SignInLoad.post(
            http, portal.resolve("/login"), page, "username", "load" + user, "password", SignInLoad.PASSWORD);
    String next = expect(303, half, "POST /login").headers().firstValue("Location").orElse("");
    page = expect(200, SignInLoad.get(http, portal.resolve(next)), "GET " + next).body();
    String code = SignInLoad.queue(SignInLoad.phone(user)).poll(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    if (code == null) {
      throw new Unexpected("no code");
    }
    HttpResponse<String> in = SignInLoad.post(http, portal.resolve("/login/code"), page, "code", code);
    expect(303, in, "POST /login/code");
    // The list of studies is 503 without an archive.
    expect(200, SignInLoad.get(http, portal.resolve("/settings/account")), "GET /settings/account");
  }

  static HttpResponse<String> expect(int status, HttpResponse<String> answer, String request) {
    boolean redirect = status / 100 == 3 && answer.statusCode() / 100 == 3;
    if (answer.statusCode() != status && !redirect) {
      throw new Unexpected(answer.statusCode() + " to " + request);
    }
    return answer;
  }

  static final class Unexpected extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unexpected(String words) {
      super(words);
    }
  }

  static void print(String name, Phase phase) {
    long[] sorted = phase.times.stream().mapToLong(Long::longValue).sorted().toArray();
    int failed = phase.failures.values().stream().mapToInt(Integer::intValue).sum();
    System.out.printf(
        Locale.ROOT,
        "%-34s sign-ins=%d failed=%d p50_ms=%.0f p99_ms=%.0f %s%n",
        name,
        sorted.length + failed,
        failed,
        SignInLoad.at(sorted, .50),
        SignInLoad.at(sorted, .99),
        phase.failures.entrySet().stream()
            .map(it -> it.getValue() + " x " + it.getKey())
            .collect(Collectors.joining(", ")));
  }
}
