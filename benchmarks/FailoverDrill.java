import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Sign-ins at a fixed rate through a proxy while the database fails over, each tenth with a wrong
 * code, and a record of every answer that a client got. At the end the record is compared with the
 * database. Nothing is repeated.
 *
 * <p>java -cp POSTGRESQL_DRIVER FailoverDrill.java PORTAL_URL GATEWAY_PORT PER_SECOND USERS
 * DATABASE_URL
 *
 * <p>Reads a line for each event from its input, and "end". Prints a line for each event and the
 * comparison. Ends with 1 if something that was confirmed is missing.
 */
public class FailoverDrill {
  /** One of so many users never enters a right code. */
  static final int GUESSER_OF = 25;

  static final int GUESS_EVERY = 10;
  static final int MAX_WRONG = 5;
  static final Duration TIMEOUT = Duration.ofSeconds(20);
  static final String BUSY = "We are busy just now";
  static final Pattern TRIES = Pattern.compile("(No|[0-9]+) (?:try|tries) left");
  static final String LOCKED = "Your account is locked";

  static final Map<Integer, Account> ACCOUNTS = new ConcurrentHashMap<>();
  static final List<Event> EVENTS = new ArrayList<>(List.of(new Event("before")));
  static final Deque<SignedIn> RECENT = new ArrayDeque<>();
  static final ConcurrentLinkedQueue<String> WRONG = new ConcurrentLinkedQueue<>();
  static final ConcurrentLinkedQueue<Long> WRITTEN = new ConcurrentLinkedQueue<>();
  static volatile boolean ended;

  /** What clients were told about an account. */
  static final class Account {
    final AtomicInteger confirmed = new AtomicInteger();
    final AtomicInteger unanswered = new AtomicInteger();
    final AtomicInteger wrong = new AtomicInteger();
    volatile boolean locked;
  }

  record SignedIn(int user, SignInLoad.Cookies cookies) {}

  /** What happened between an event and the next one. */
  static final class Event {
    final String name;
    final long at = System.nanoTime();
    final List<Long> times = new ArrayList<>();
    final Map<String, Integer> failures = new TreeMap<>();
    long lastFailure;
    long firstWriteLost;
    long writeAgain;

    Event(String name) {
      this.name = name;
    }
  }

  public static void main(String[] args) throws Exception {
    URI portal = URI.create(args[0]);
    HttpServer gateway = SignInLoad.gateway(Integer.parseInt(args[1]));
    long pause = 1_000_000_000L / Integer.parseInt(args[2]);
    int users = Integer.parseInt(args[3]);
    String database = args[4];
    try (Connection connection = connect(database);
        var statement = connection.createStatement()) {
      statement.execute("create schema drill create table written (number bigint primary key)");
    }
    Thread.ofPlatform().daemon().start(FailoverDrill::readEvents);
    Thread writer = Thread.ofPlatform().start(() -> write(database));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      long start = System.nanoTime();
      long next = start;
      for (int number = 0; !ended; number++) {
        int count = number;
        threads.submit(() -> act(portal, count, users));
        // Servers that have just started are slower.
        next += next - start < 20_000_000_000L ? 3 * pause : pause;
        TimeUnit.NANOSECONDS.sleep(Math.max(0, next - System.nanoTime()));
      }
    }
    writer.join();
    print(EVENTS.getLast());
    boolean lost = compare(portal, database, users);
    gateway.stop(0);
    System.exit(lost ? 1 : 0);
  }

  static void readEvents() {
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null && !line.equals("end"); line = lines.readLine()) {
        begin(new Event(line));
      }
    } catch (IOException e) {
      // The script ended.
    }
    ended = true;
  }

  static synchronized void begin(Event event) {
    print(EVENTS.getLast());
    EVENTS.add(event);
  }

  // --- the database itself

  static Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(database, "sallyport", "sallyport");
  }

  /** Commits a row every 50 ms, straight to the primary: so long it was away. */
  static void write(String database) {
    long number = 0;
    Connection connection = null;
    while (!ended) {
      number++;
      try {
        connection = connection == null ? connect(database) : connection;
        try (PreparedStatement insert = connection.prepareStatement("insert into drill.written values (?)")) {
          insert.setLong(1, number);
          insert.executeUpdate();
        }
        WRITTEN.add(number);
        wrote();
      } catch (SQLException e) {
        notWritten();
        close(connection);
        connection = null;
      }
      pause();
    }
    close(connection);
  }

  static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(50);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static synchronized void wrote() {
    Event now = EVENTS.getLast();
    if (now.firstWriteLost > 0 && now.writeAgain == 0) {
      now.writeAgain = System.nanoTime();
    }
  }

  static synchronized void notWritten() {
    Event now = EVENTS.getLast();
    now.firstWriteLost = now.firstWriteLost == 0 ? System.nanoTime() : now.firstWriteLost;
    // After a write that succeeded in between, it is not back yet.
    now.writeAgain = 0;
  }

  static void close(Connection connection) {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      // It was lost.
    }
  }

  // --- people

  static void act(URI portal, int number, int users) {
    long start = System.nanoTime();
    String failure = null;
    int guessers = users / GUESSER_OF;
    int good = users - guessers;
    SignInLoad.Cookies cookies = new SignInLoad.Cookies();
    try (HttpClient http = browser(cookies)) {
      if (number % GUESS_EVERY == 0) {
        guess(http, portal, good + number / GUESS_EVERY % guessers);
      } else {
        signIn(http, portal, number % good, cookies);
      }
    } catch (Unexpected e) {
      failure = e.getMessage();
    } catch (Exception e) {
      failure = e.getClass().getSimpleName();
    }
    record(failure, start);
  }

  static synchronized void record(String failure, long start) {
    Event now = EVENTS.getLast();
    long end = System.nanoTime();
    if (failure == null) {
      now.times.add(end - start);
    } else {
      now.failures.merge(failure, 1, Integer::sum);
      // Its code had been lost before.
      now.lastFailure = failure.startsWith("no code") ? now.lastFailure : end;
    }
  }

  static HttpClient browser(SignInLoad.Cookies cookies) {
    return HttpClient.newBuilder()
        .cookieHandler(cookies)
        .followRedirects(HttpClient.Redirect.NEVER)
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(TIMEOUT)
        .build();
  }

  static void signIn(HttpClient http, URI portal, int user, SignInLoad.Cookies cookies) throws Exception {
    String page = code(http, portal, user);
    String code = receive(user);
    Account account = account(user);
    account.unanswered.incrementAndGet();
    HttpResponse<String> in = post(http, portal.resolve("/login/code"), page, "code", code);
    expect(303, in, "the code");
    account.confirmed.incrementAndGet();
    account.unanswered.decrementAndGet();
    synchronized (RECENT) {
      RECENT.addLast(new SignedIn(user, cookies));
    }
    expect(200, get(http, portal.resolve("/settings/account")), "the settings");
  }

  /** Enters the password; the page that asks for the code, or says that the account is locked. */
  static String code(HttpClient http, URI portal, int user) throws Exception {
    SignInLoad.queue(SignInLoad.phone(user)).clear();
    String page = expect(200, get(http, portal.resolve("/login")), "the sign-in page").body();
    HttpResponse<String> half =
        post(http, portal.resolve("/login"), page, "username", "load" + user, "password", SignInLoad.PASSWORD);
    if (half.statusCode() == 200) {
      return half.body();
    }
    String next = expect(303, half, "the password").headers().firstValue("Location").orElse("");
    return expect(200, get(http, portal.resolve(next)), "the code page").body();
  }

  static String receive(int user) throws InterruptedException {
    String code = SignInLoad.queue(SignInLoad.phone(user)).poll(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    if (code == null) {
      throw new Unexpected("no code came");
    }
    return code;
  }

  /** Enters a wrong code. What the page says about tries and lock may never get better. */
  static void guess(HttpClient http, URI portal, int user) throws Exception {
    Account account = account(user);
    int before = account.wrong.get();
    boolean wasLocked = account.locked;
    String page = code(http, portal, user);
    if (!page.contains(LOCKED)) {
      if (wasLocked) {
        WRONG.add("load" + user + " was locked and is not any more");
      }
      String code = receive(user);
      String other = "%06d".formatted((Integer.parseInt(code) + 1) % 1_000_000);
      HttpResponse<String> answer = post(http, portal.resolve("/login/code"), page, "code", other);
      if (answer.statusCode() / 100 == 3) {
        answer = get(http, portal.resolve(answer.headers().firstValue("Location").orElse("")));
      }
      page = answer.body();
      if (answer.statusCode() >= 429) {
        expect(200, answer, "a wrong code");
      }
    }
    Matcher tries = TRIES.matcher(page);
    if (page.contains(LOCKED)) {
      account.locked = true;
    } else if (tries.find()) {
      int count = MAX_WRONG - (tries.group(1).equals("No") ? 0 : Integer.parseInt(tries.group(1)));
      if (count <= before) {
        WRONG.add("load" + user + ": " + before + " wrong codes were counted, and now " + count);
      }
      account.wrong.accumulateAndGet(count, Math::max);
    } else {
      throw new Unexpected("a wrong code: neither tries nor a lock");
    }
  }

  static Account account(int user) {
    return ACCOUNTS.computeIfAbsent(user, any -> new Account());
  }

  static HttpResponse<String> get(HttpClient http, URI at) throws Exception {
    return http.send(
        HttpRequest.newBuilder(at).timeout(TIMEOUT).header("Accept", "text/html").build(),
        HttpResponse.BodyHandlers.ofString());
  }

  static HttpResponse<String> post(HttpClient http, URI at, String page, String... fields) throws Exception {
    Matcher token = SignInLoad.TOKEN.matcher(page);
    StringBuilder body = new StringBuilder("_csrf=").append(token.find() ? SignInLoad.encode(token.group(1)) : "");
    for (int i = 0; i < fields.length; i += 2) {
      body.append('&').append(fields[i]).append('=').append(SignInLoad.encode(fields[i + 1]));
    }
    return http.send(
        HttpRequest.newBuilder(at)
            .timeout(TIMEOUT)
            .header("Accept", "text/html")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  static HttpResponse<String> expect(int status, HttpResponse<String> answer, String request) {
    boolean redirect = status / 100 == 3 && answer.statusCode() / 100 == 3;
    if (answer.statusCode() != status && !redirect) {
      boolean words = answer.body().contains(BUSY);
      throw new Unexpected(answer.statusCode() + (words ? " in words" : " to " + request));
    }
    return answer;
  }

  static final class Unexpected extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unexpected(String words) {
      super(words);
    }
  }

  // --- what is printed

  static void print(Event event) {
    long[] sorted = event.times.stream().mapToLong(Long::longValue).sorted().toArray();
    int failed = event.failures.values().stream().mapToInt(Integer::intValue).sum();
    System.out.printf(
        Locale.ROOT,
        "%-34s good=%d failed=%d p50_ms=%.0f p99_ms=%.0f database_back_s=%s last_failure_after_that_s=%s %s%n",
        event.name,
        sorted.length,
        failed,
        SignInLoad.at(sorted, .50),
        SignInLoad.at(sorted, .99),
        seconds(event.at, event.writeAgain),
        event.writeAgain == 0 ? "-" : seconds(event.writeAgain, event.lastFailure),
        event.failures.entrySet().stream()
            .map(it -> it.getValue() + " x " + it.getKey())
            .collect(Collectors.joining(", ")));
  }

  static String seconds(long from, long to) {
    return to == 0 ? "-" : String.format(Locale.ROOT, "%.1f", (to - from) / 1e9);
  }

  // --- the comparison

  static boolean compare(URI portal, String database, int users) throws Exception {
    int confirmed = ACCOUNTS.values().stream().mapToInt(it -> it.confirmed.get()).sum();
    int wrong = ACCOUNTS.values().stream().mapToInt(it -> it.wrong.get()).sum();
    long locked = ACCOUNTS.values().stream().filter(it -> it.locked).count();
    List<String> findings = new ArrayList<>(WRONG);
    try (Connection connection = connect(database)) {
      accounts(connection, findings);
      rows(connection, findings);
    }
    sessions(portal, findings);
    System.out.printf(
        Locale.ROOT,
        "confirmed: sign-ins=%d wrong_codes=%d locks=%d rows_written=%d; lost or gone back: %d%n",
        confirmed,
        wrong,
        locked,
        WRITTEN.size(),
        findings.size());
    findings.stream().limit(30).forEach(it -> System.out.println("  " + it));
    return !findings.isEmpty();
  }

  /** Sign-ins and used codes of each account, its counter and its lock. */
  static void accounts(Connection connection, List<String> findings) throws SQLException {
    String query =
        """
        select a.username, a.wrong_codes, a.locked_at is not null,
          (select count(*) from sign_in s where s.account_id = a.id and s.completed_at is not null),
          (select count(*) from otp_code o where o.account_id = a.id and o.used_at is not null)
        from account a where a.username like 'load%'
        """;
    try (var statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        String name = rows.getString(1);
        Account told = ACCOUNTS.get(Integer.parseInt(name.substring("load".length())));
        if (told != null) {
          between(findings, name + ": sign-ins", told, rows.getInt(4));
          between(findings, name + ": used codes", told, rows.getInt(5));
          if (rows.getInt(2) < told.wrong.get()) {
            findings.add(name + ": " + told.wrong + " wrong codes were counted, " + rows.getInt(2) + " are kept");
          }
          if (told.locked && !rows.getBoolean(3)) {
            findings.add(name + " was locked and is not any more");
          }
        }
      }
    }
  }

  /** At least those that were confirmed, at most those that were sent. */
  static void between(List<String> findings, String what, Account told, int kept) {
    int least = told.confirmed.get();
    int most = least + told.unanswered.get();
    if (kept < least || kept > most) {
      findings.add(what + ": " + least + " to " + most + " were confirmed, " + kept + " are kept");
    }
  }

  static void rows(Connection connection, List<String> findings) throws SQLException {
    List<Long> missing = new ArrayList<>(WRITTEN);
    try (var statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select number from drill.written")) {
      var kept = new java.util.HashSet<Long>();
      while (rows.next()) {
        kept.add(rows.getLong(1));
      }
      missing.removeIf(kept::contains);
    }
    missing.forEach(it -> findings.add("row " + it + " was committed and is not there"));
  }

  /** Sessions that were confirmed at any time still open a page. */
  static void sessions(URI portal, List<String> findings) throws Exception {
    int every = Math.max(1, RECENT.size() / 300);
    int at = 0;
    for (SignedIn session : RECENT) {
      if (at++ % every != 0) {
        continue;
      }
      try (HttpClient http = browser(session.cookies())) {
        if (get(http, portal.resolve("/settings/account")).statusCode() != 200) {
          findings.add("load" + session.user() + ": a session that was confirmed is not there");
        }
      }
    }
  }
}
