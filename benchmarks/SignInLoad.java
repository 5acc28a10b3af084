import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.CookieHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Complete sign-ins by password and SMS code: page, password, code page, code, landing page. It
 * acts as the SMS gateway to receive the codes. Prints sign-ins per second, latencies, and the
 * server's CPU time and memory.
 *
 * <p>java SignInLoad.java PORTAL_URL GATEWAY_PORT COUNT AT_ONCE PID[,PID…] WARM_UP FIRST_USER
 *
 * <p>Users are load0 … with the numbers +32470100000 …, as {@code users} writes them: java
 * SignInLoad.java users COUNT FILE.csv
 */
public class SignInLoad {
  static final String PASSWORD = "lantern orchard violin";
  static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
  static final Pattern CODE = Pattern.compile("#([0-9]{6})");
  static final Map<String, BlockingQueue<String>> PHONES = new ConcurrentHashMap<>();

  public static void main(String[] args) throws Exception {
    if (args[0].equals("users")) {
      writeUsers(Integer.parseInt(args[1]), Path.of(args[2]));
      return;
    }
    URI portal = URI.create(args[0]);
    HttpServer gateway = gateway(Integer.parseInt(args[1]));
    int count = Integer.parseInt(args[2]);
    int atOnce = Integer.parseInt(args[3]);
    List<Long> pids = Arrays.stream(args[4].split(",")).map(Long::parseLong).toList();
    int warmUp = Integer.parseInt(args[5]);
    int first = Integer.parseInt(args[6]);
    run(portal, first, warmUp, atOnce);
    long idle = rssKb(pids.getFirst());
    double cpu = cpuMillis(pids);
    double own = cpuMillis(pids.subList(0, 1));
    long start = System.nanoTime();
    List<Long> times = run(portal, first + warmUp, count, atOnce);
    double seconds = (System.nanoTime() - start) / 1e9;
    long[] sorted = times.stream().mapToLong(Long::longValue).sorted().toArray();
    System.out.printf(
        Locale.ROOT,
        "signins=%d failed=%d per_second=%.1f p50_ms=%.0f p95_ms=%.0f p99_ms=%.0f cpu_ms=%.1f server_cpu_ms=%.1f rss_before_mb=%d rss_after_mb=%d%n",
        sorted.length,
        count - sorted.length,
        sorted.length / seconds,
        at(sorted, .50),
        at(sorted, .95),
        at(sorted, .99),
        (cpuMillis(pids) - cpu) / Math.max(1, sorted.length),
        (cpuMillis(pids.subList(0, 1)) - own) / Math.max(1, sorted.length),
        idle / 1024,
        rssKb(pids.getFirst()) / 1024);
    gateway.stop(0);
    System.exit(sorted.length == count ? 0 : 1);
  }

  static void writeUsers(int count, Path file) throws IOException {
    List<String> lines = new ArrayList<>(List.of("username,password,name,email,phone,method,role,physician_numbers,language,password_change"));
    for (int i = 0; i < count; i++) {
      lines.add("load%d,%s,Dr Load %d,,%s,sms,physician,,en,no".formatted(i, PASSWORD, i, phone(i)));
    }
    Files.write(file, lines);
  }

  static String phone(int i) {
    return "+32470" + (100000 + i);
  }

  static HttpServer gateway(int port) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 64);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          Matcher code = CODE.matcher(body);
          Matcher to = Pattern.compile("\\+[0-9]{8,15}").matcher(body);
          if (to.find() && code.find()) {
            queue(to.group()).add(code.group(1));
          }
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  static BlockingQueue<String> queue(String phone) {
    return PHONES.computeIfAbsent(phone, any -> new LinkedBlockingQueue<>());
  }

  static List<Long> run(URI portal, int from, int count, int atOnce) throws Exception {
    AtomicInteger next = new AtomicInteger(from);
    List<Long> times = new ArrayList<>();
    try (var workers = Executors.newFixedThreadPool(atOnce)) {
      List<Future<List<Long>>> all = new ArrayList<>();
      for (int w = 0; w < atOnce; w++) {
        all.add(
            workers.submit(
                () -> {
                  List<Long> mine = new ArrayList<>();
                  for (int i = next.getAndIncrement(); i < from + count; i = next.getAndIncrement()) {
                    long start = System.nanoTime();
                    try {
                      signIn(portal, i);
                      mine.add(System.nanoTime() - start);
                    } catch (IllegalStateException e) {
                      System.err.println(e.getMessage());
                    }
                  }
                  return mine;
                }));
      }
      for (var one : all) {
        times.addAll(one.get());
      }
    }
    return times;
  }

  static void signIn(URI portal, int i) throws Exception {
    try (HttpClient http =
        HttpClient.newBuilder()
            .cookieHandler(new Cookies())
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build()) {
      signIn(http, portal, i);
    }
  }

  static void signIn(HttpClient http, URI portal, int i) throws Exception {
    String page = get(http, portal.resolve("/login")).body();
    HttpResponse<String> half =
        post(http, portal.resolve("/login"), page, "username", "load" + i, "password", PASSWORD);
    page = get(http, portal.resolve(location(half, "the password"))).body();
    String code = queue(phone(i)).poll(20, TimeUnit.SECONDS);
    HttpResponse<String> in =
        post(http, portal.resolve("/login/code"), page, "code", String.valueOf(code));
    if (!location(in, "the code").endsWith("/studies")) {
      throw new IllegalStateException("not in: " + location(in, "the code"));
    }
  }

  static String location(HttpResponse<String> answer, String after) {
    return answer
        .headers()
        .firstValue("Location")
        .orElseThrow(() -> new IllegalStateException("HTTP " + answer.statusCode() + " after " + after));
  }

  static HttpResponse<String> get(HttpClient http, URI at) throws Exception {
    return http.send(HttpRequest.newBuilder(at).build(), BodyHandlers.ofString());
  }

  static HttpResponse<String> post(HttpClient http, URI at, String page, String... fields)
      throws Exception {
    Matcher token = TOKEN.matcher(page);
    StringBuilder body = new StringBuilder("_csrf=").append(token.find() ? encode(token.group(1)) : "");
    for (int i = 0; i < fields.length; i += 2) {
      body.append('&').append(fields[i]).append('=').append(encode(fields[i + 1]));
    }
    return http.send(
        HttpRequest.newBuilder(at)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build(),
        BodyHandlers.ofString());
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  static double at(long[] sorted, double part) {
    return sorted.length == 0 ? Double.NaN : sorted[(int) Math.min(sorted.length - 1, Math.floor(part * sorted.length))] / 1e6;
  }

  /**
   * User and system time of processes, including their running and ended children (proc(5), in
   * ticks of 10 ms).
   */
  static double cpuMillis(List<Long> pids) throws IOException {
    double ticks = 0;
    for (long pid : pids) {
      ticks += ticks(pid);
      for (ProcessHandle child : ProcessHandle.of(pid).stream().flatMap(ProcessHandle::descendants).toList()) {
        ticks += pids.contains(child.pid()) ? 0 : ticks(child.pid());
      }
    }
    return ticks * 10;
  }

  static double ticks(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      String[] parts = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return Long.parseLong(parts[11]) + Long.parseLong(parts[12]) + Long.parseLong(parts[13]) + Long.parseLong(parts[14]);
    } catch (IOException e) {
      return 0;
    }
  }

  static long rssKb(long pid) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", ""));
      }
    }
    return 0;
  }

  /**
   * Sends cookies regardless of their Secure flag: loopback is a secure context, as in browsers.
   */
  static final class Cookies extends CookieHandler {
    private final Map<String, String> jar = new LinkedHashMap<>();

    @Override
    public Map<String, List<String>> get(URI uri, Map<String, List<String>> headers) {
      List<String> pairs = new ArrayList<>();
      jar.forEach((name, value) -> pairs.add(name + "=" + value));
      return pairs.isEmpty() ? Map.of() : Map.of("Cookie", List.of(String.join("; ", pairs)));
    }

    @Override
    public void put(URI uri, Map<String, List<String>> headers) {
      headers.forEach(
          (name, values) -> {
            if (name != null && name.equalsIgnoreCase("set-cookie")) {
              for (String value : values) {
                String[] pair = value.split(";", 2)[0].split("=", 2);
                if (value.contains("Max-Age=0") || pair[1].isEmpty()) {
                  jar.remove(pair[0]);
                } else {
                  jar.put(pair[0], pair[1]);
                }
              }
            }
          });
    }
  }
}
