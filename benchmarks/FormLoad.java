import java.net.*;
import java.net.http.*;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.time.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.regex.*;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Drives whole sign-ins (page, password, TOTP, landing page) against a server that shows HTML forms, and prints
 * sign-ins per second, latency percentiles and the server's CPU milliseconds per sign-in.
 *
 * java FormLoad.java START_URL USERS_FILE COUNT CONCURRENCY PID[,PID..] DONE_PREFIX
 * USERS_FILE: one user a line: name<TAB>password<TAB>base32 or utf8:SECRET. Each sign-in takes the next user.
 * DONE_PREFIX: a Location header that starts so means the sign-in is complete.
 */
public class FormLoad {
  record User(String name, String password, byte[] secret) {}

  static final Pattern FORM = Pattern.compile("(?is)<form\\b([^>]*)>(.*?)</form>");
  static final Pattern INPUT = Pattern.compile("(?is)<(?:input|button)\\b([^>]*)>");
  static final Pattern ATTR = Pattern.compile("(?is)([a-z:_-]+)\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)')");

  public static void main(String[] a) throws Exception {
    var start = URI.create(a[0]);
    var users = new ArrayList<User>();
    for (var line : Files.readAllLines(Path.of(a[1]))) {
      var f = line.split("\t");
      users.add(new User(f[0], f[1], f[2].startsWith("utf8:") ? f[2].substring(5).getBytes(StandardCharsets.UTF_8) : base32(f[2])));
    }
    int count = Integer.parseInt(a[2]), conc = Integer.parseInt(a[3]);
    var pids = Arrays.stream(a[4].split(",")).filter(s -> !s.isBlank()).map(Long::parseLong).toList();
    var done = a[5];
    int skip = a.length > 6 ? Integer.parseInt(a[6]) : 0;
    var next = new AtomicInteger(skip);
    var ok = new AtomicInteger();
    var lat = new ConcurrentLinkedQueue<Long>();
    var failures = new ConcurrentHashMap<String, Integer>();
    long cpu0 = cpu(pids), t0 = System.nanoTime();
    try (var pool = Executors.newFixedThreadPool(conc)) {
      for (int w = 0; w < conc; w++)
        pool.submit(() -> {
          int i;
          while ((i = next.getAndIncrement()) < skip + count) {
            var u = users.get(i % users.size());
            long t = System.nanoTime();
            try {
              signIn(start, u, done);
              ok.incrementAndGet();
              lat.add(System.nanoTime() - t);
            } catch (Throwable e) {
              failures.merge(String.valueOf(e.getMessage()), 1, Integer::sum);
            }
          }
        });
    }
    double s = (System.nanoTime() - t0) / 1e9;
    double cpuMs = cpu(pids) - cpu0;
    var l = lat.stream().mapToLong(x -> x).sorted().toArray();
    System.out.printf(Locale.ROOT, "signins=%d failed=%d seconds=%.1f per_second=%.1f p50_ms=%.0f p95_ms=%.0f p99_ms=%.0f cpu_ms_per_signin=%.1f%n",
        ok.get(), count - ok.get(), s, ok.get() / s, pct(l, .5), pct(l, .95), pct(l, .99), cpuMs / Math.max(1, ok.get()));
    failures.forEach((k, v) -> System.out.println("failure x" + v + ": " + k));
  }

  static double pct(long[] l, double p) { return l.length == 0 ? Double.NaN : l[(int) Math.min(l.length - 1, Math.floor(p * l.length))] / 1e6; }

  static void signIn(URI start, User u, String done) throws Exception {
    try (var http = HttpClient.newBuilder().cookieHandler(new LoopbackCookies()).followRedirects(HttpClient.Redirect.NEVER).version(HttpClient.Version.HTTP_1_1).build()) {
      var at = start;
      var res = http.send(HttpRequest.newBuilder(at).header("Accept", "text/html").build(), BodyHandlers.ofString());
      for (int step = 0; step < 12; step++) {
        if (res.statusCode() >= 300 && res.statusCode() < 400) {
          var loc = at.resolve(res.headers().firstValue("Location").orElseThrow());
          if (loc.toString().startsWith(done)) return;
          at = loc;
          res = http.send(HttpRequest.newBuilder(at).header("Accept", "text/html").build(), BodyHandlers.ofString());
          continue;
        }
        if (res.statusCode() != 200) throw new IllegalStateException("HTTP " + res.statusCode() + " at " + at.getPath());
        var f = fill(res.body(), u);
        if (f == null) throw new IllegalStateException("no known form at " + at.getPath());
        at = at.resolve(f.action().replace("&amp;", "&"));
        res = http.send(HttpRequest.newBuilder(at).header("Accept", "text/html").header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(f.body())).build(), BodyHandlers.ofString());
      }
      throw new IllegalStateException("too many steps, at " + at.getPath());
    }
  }

  /**
   * Cookies of one server, sent regardless of their Secure flag: loopback is a secure context, as
   * in browsers.
   */
  static final class LoopbackCookies extends CookieHandler {
    final Map<String, String> jar = new LinkedHashMap<>();
    @Override public Map<String, List<String>> get(URI uri, Map<String, List<String>> h) {
      if (jar.isEmpty()) return Map.of();
      var sj = new StringJoiner("; ");
      jar.forEach((k, v) -> sj.add(k + "=" + v));
      return Map.of("Cookie", List.of(sj.toString()));
    }
    @Override public void put(URI uri, Map<String, List<String>> h) {
      h.forEach((k, vs) -> {
        if (k != null && k.equalsIgnoreCase("set-cookie")) for (var v : vs) {
          var nv = v.split(";", 2)[0].split("=", 2);
          if (v.toLowerCase(Locale.ROOT).contains("max-age=0") || nv[1].isEmpty()) jar.remove(nv[0]); else jar.put(nv[0], nv[1]);
        }
      });
    }
  }

  record Filled(String action, String body) {}

  static Filled fill(String html, User u) throws Exception {
    var m = FORM.matcher(html);
    while (m.find()) {
      var form = attrs(m.group(1));
      var fields = new LinkedHashMap<String, String>();
      boolean known = false, post = "post".equalsIgnoreCase(form.getOrDefault("method", ""));
      var i = INPUT.matcher(m.group(2));
      while (i.find()) {
        var at = attrs(i.group(1));
        var name = at.get("name");
        if (name == null) continue;
        var type = at.getOrDefault("type", "text").toLowerCase(Locale.ROOT);
        if (type.equals("hidden")) fields.put(name, at.getOrDefault("value", ""));
        else if (name.equals("username")) { fields.put(name, u.name()); known = true; }
        else if (type.equals("password") && name.equals("password")) { fields.put(name, u.password()); known = true; }
        else if (name.equals("otp") || name.equals("code") || "one-time-code".equals(at.get("autocomplete"))) { fields.put(name, totp(u.secret())); known = true; }
      }
      if (known && post) {
        var sb = new StringJoiner("&");
        fields.forEach((k, v) -> sb.add(URLEncoder.encode(k, StandardCharsets.UTF_8) + "=" + URLEncoder.encode(v, StandardCharsets.UTF_8)));
        return new Filled(form.getOrDefault("action", ""), sb.toString());
      }
    }
    return null;
  }

  static Map<String, String> attrs(String s) {
    var r = new HashMap<String, String>();
    var m = ATTR.matcher(s);
    while (m.find()) r.put(m.group(1).toLowerCase(Locale.ROOT), m.group(2) != null ? m.group(2) : m.group(3));
    return r;
  }

  static String totp(byte[] secret) throws Exception {
    var mac = Mac.getInstance("HmacSHA1");
    mac.init(new SecretKeySpec(secret, "HmacSHA1"));
    var h = mac.doFinal(ByteBuffer.allocate(8).putLong(Instant.now().getEpochSecond() / 30).array());
    int o = h[h.length - 1] & 15;
    int v = ((h[o] & 127) << 24) | ((h[o + 1] & 255) << 16) | ((h[o + 2] & 255) << 8) | (h[o + 3] & 255);
    return "%06d".formatted(v % 1_000_000);
  }

  static byte[] base32(String s) {
    var out = new java.io.ByteArrayOutputStream();
    int buf = 0, bits = 0;
    for (char c : s.replace("=", "").toUpperCase(Locale.ROOT).toCharArray()) {
      buf = (buf << 5) | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c);
      if ((bits += 5) >= 8) out.write(buf >> (bits -= 8));
    }
    return out.toByteArray();
  }

  /** CPU milliseconds used so far by the given processes and all their running children. */
  static long cpu(List<Long> pids) {
    return pids.stream().flatMap(p -> ProcessHandle.of(p).stream()).flatMap(h -> java.util.stream.Stream.concat(java.util.stream.Stream.of(h), h.descendants()))
        .distinct().mapToLong(h -> h.info().totalCpuDuration().map(Duration::toMillis).orElse(0L)).sum();
  }
}
