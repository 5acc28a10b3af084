import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How long a code by e-mail takes while an import's mails wait for a slow relay. It acts as the
 * relay, which takes a number of mails a second: "slow" lets clients wait, "strict" refuses what is
 * too much with 450 4.7.1.
 *
 * <p>java MailQueue.java users IMPORTED FILE.csv
 *
 * <p>java MailQueue.java PORTAL_URL SMTP_PORT PER_SECOND slow|strict SIGN_INS SECONDS_BETWEEN
 *
 * <p>Waits for a line of its input, which says that the mails are queued.
 */
public class MailQueue {
  static final Map<String, Long> ARRIVALS = new ConcurrentHashMap<>();
  static final AtomicInteger TAKEN = new AtomicInteger();
  static final AtomicInteger REFUSED = new AtomicInteger();
  static final Semaphore TOKENS = new Semaphore(0, true);
  static volatile int lastActivation;
  static volatile int firstMembership;

  public static void main(String[] args) throws Exception {
    if (args[0].equals("users")) {
      writeUsers(Integer.parseInt(args[1]), Path.of(args[2]));
      return;
    }
    URI portal = URI.create(args[0]);
    relay(Integer.parseInt(args[1]), Integer.parseInt(args[2]), args[3].equals("strict"));
    System.out.println("listening");
    System.in.read();
    List<Long> times = new ArrayList<>();
    int count = Integer.parseInt(args[4]);
    for (int i = 0; i < count; i++) {
      long begin = askForCode(portal, "waits" + i);
      times.add(arrival("waits" + i + "@load.example", begin));
      TimeUnit.SECONDS.sleep(Long.parseLong(args[5]));
    }
    print(times.stream().mapToLong(Long::longValue).sorted().toArray());
    System.exit(0);
  }

  static void print(long[] sorted) {
    System.out.printf(
        Locale.ROOT,
        "codes=%d p50_ms=%.0f max_ms=%.0f mails_taken=%d refused=%d last_activation=%d first_membership=%d%n",
        sorted.length,
        sorted[sorted.length / 2] / 1e6,
        sorted[sorted.length - 1] / 1e6,
        TAKEN.get(),
        REFUSED.get(),
        lastActivation,
        firstMembership);
  }

  static void writeUsers(int imported, Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("username,password,name,email,phone,method,role,physician_numbers,language,password_change,groups");
    for (int i = 0; i < 100; i++) {
      lines.add("waits%d,%s,Dr Wait %d,waits%d@load.example,,email,physician,,en,no,".formatted(i, SignInLoad.PASSWORD, i, i));
    }
    Files.write(file, lines);
    List<String> bulk = new ArrayList<>(List.of(lines.getFirst()));
    for (int i = 0; i < imported; i++) {
      bulk.add("bulk%d,,Dr Bulk %d,bulk%d@load.example,,email,physician,,en,,Ward".formatted(i, i, i));
    }
    Files.write(file.resolveSibling("bulk.csv"), bulk);
  }

  static long askForCode(URI portal, String user) throws Exception {
    try (HttpClient http =
        HttpClient.newBuilder()
            .cookieHandler(new SignInLoad.Cookies())
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build()) {
      String page = SignInLoad.get(http, portal.resolve("/login")).body();
      HttpResponse<String> half =
          SignInLoad.post(http, portal.resolve("/login"), page, "username", user, "password", SignInLoad.PASSWORD);
      if (half.statusCode() / 100 != 3) {
        throw new IllegalStateException(half.statusCode() + " to the password");
      }
      return System.nanoTime();
    }
  }

  /** The nanoseconds until the mail came; 20 minutes, the life of a code, if it did not come. */
  static long arrival(String to, long begin) throws InterruptedException {
    long most = TimeUnit.MINUTES.toNanos(20);
    while (!ARRIVALS.containsKey(to) && System.nanoTime() - begin < most) {
      TimeUnit.MILLISECONDS.sleep(2);
    }
    return ARRIVALS.getOrDefault(to, begin + most) - begin;
  }

  static void relay(int port, int perSecond, boolean strict) throws IOException {
    ServerSocket server = new ServerSocket(port, 64, InetAddress.getLoopbackAddress());
    var threads = Executors.newVirtualThreadPerTaskExecutor();
    Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory())
        .scheduleAtFixedRate(
            () -> {
              if (TOKENS.availablePermits() < perSecond) {
                TOKENS.release();
              }
            },
            0,
            1_000_000 / perSecond,
            TimeUnit.MICROSECONDS);
    threads.execute(
        () -> {
          while (true) {
            try {
              Socket client = server.accept();
              threads.execute(() -> serve(client, strict));
            } catch (IOException e) {
              return;
            }
          }
        });
  }

  static void serve(Socket client, boolean strict) {
    try (client) {
      var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
      OutputStream out = client.getOutputStream();
      say(out, "220 relay");
      String to = "";
      String line = in.readLine();
      while (line != null) {
        String verb = line.substring(0, Math.min(4, line.length())).toUpperCase(Locale.ROOT);
        switch (verb) {
          case "EHLO", "HELO" -> say(out, "250 relay");
          case "MAIL" -> {
            if (strict && !TOKENS.tryAcquire()) {
              REFUSED.incrementAndGet();
              say(out, "450 4.7.1 Error: too much mail from 127.0.0.1");
            } else {
              say(out, "250 ok");
            }
          }
          case "RCPT" -> {
            to = line.replaceAll(".*<|>.*", "");
            say(out, "250 ok");
          }
          case "DATA" -> {
            say(out, "354 go on");
            boolean activation = body(in);
            if (!strict) {
              TOKENS.acquireUninterruptibly();
            }
            taken(to, activation);
            say(out, "250 taken");
          }
          case "QUIT" -> {
            say(out, "221 bye");
            return;
          }
          default -> say(out, "250 ok");
        }
        line = in.readLine();
      }
    } catch (IOException e) {
      // The client went away.
    }
  }

  /** Reads a mail, and tells whether it has the link of an activation. */
  static boolean body(BufferedReader in) throws IOException {
    boolean activation = false;
    String line = in.readLine();
    while (line != null && !line.equals(".")) {
      activation |= line.contains("/activate/");
      line = in.readLine();
    }
    return activation;
  }

  static synchronized void taken(String to, boolean activation) {
    int number = TAKEN.incrementAndGet();
    if (activation) {
      lastActivation = number;
    } else if (to.startsWith("bulk") && firstMembership == 0) {
      firstMembership = number;
    }
    ARRIVALS.putIfAbsent(to, System.nanoTime());
  }

  static void say(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }
}
