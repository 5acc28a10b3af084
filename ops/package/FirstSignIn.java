import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * A person with a mailbox, for the test of the package: a mail server for all addresses, and a
 * browser. At port 443 it speaks to a proxy with TLS, at any other as such a proxy. With the
 * environment variable MAIL_KEYS, a PKCS12 file, it is a hospital's mail server (port 587), which
 * asks for STARTTLS and for a password.
 *
 * <p>java FirstSignIn.java first HOST PORT ADDRESS USERNAME: waits for the activation link, sets a
 * password and signs in with a code
 *
 * <p>java FirstSignIn.java users COUNT FILE.csv: accounts with passwords
 *
 * <p>java FirstSignIn.java sessions HOST PORT COUNT FILE: signs so many of them in and keeps their
 * cookies
 *
 * <p>java FirstSignIn.java open HOST PORT FILE: prints how many of the sessions are still open
 */
public class FirstSignIn {
  static final String PASSWORD = "lantern orchard violin";
  static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
  static final Pattern MARK = Pattern.compile("name=\"mark\" value=\"([^\"]+)\"");
  static final Pattern CODE = Pattern.compile("\\b([0-9]{3}) ?([0-9]{3})\\b");
  static final Pattern LINK = Pattern.compile("https://\\S+?(/activate/\\S+)");
  static final Map<String, BlockingQueue<String>> MAILS = new ConcurrentHashMap<>();
  static final String SENDER = "\0sallyport\0change-this";
  static final String KEYS = System.getenv("MAIL_KEYS");
  static String host = "";
  static int port;

  public static void main(String[] args) throws Exception {
    if (args[0].equals("users")) {
      users(Integer.parseInt(args[1]), Path.of(args[2]));
      return;
    }
    host = args[1];
    port = Integer.parseInt(args[2]);
    if (args[0].equals("open")) {
      int open = 0;
      for (String cookies : Files.readAllLines(Path.of(args[3]))) {
        Browser browser = new Browser();
        browser.cookies.put("__Host-sid", cookies);
        open += isOpen(browser.send("GET", "/studies", "")) ? 1 : 0;
      }
      System.out.println(open);
      return;
    }
    receiveMails();
    if (args[0].equals("first")) {
      Browser browser = new Browser();
      browser.follow(match(LINK, mail(args[3], LINK)).group(1));
      browser.post("/activate", "password", PASSWORD, "mark", match(MARK, browser.page).group(1));
      signIn(new Browser(), args[4], args[3]);
      System.out.println("signed in");
    } else {
      List<String> lines = new ArrayList<>();
      for (int i = 0; i < Integer.parseInt(args[3]); i++) {
        Browser browser = new Browser();
        signIn(browser, "load" + i, "load" + i + "@example.org");
        lines.add(browser.cookies.get("__Host-sid"));
      }
      Files.write(Path.of(args[4]), lines);
      System.out.println(lines.size());
    }
    System.exit(0);
  }

  static void users(int count, Path file) throws IOException {
    List<String> lines = new ArrayList<>(List.of("username,password,name,email,method,role,password_change"));
    for (int i = 0; i < count; i++) {
      lines.add("load%d,%s,Dr Load %d,load%d@example.org,email,physician,no".formatted(i, PASSWORD, i, i));
    }
    Files.write(file, lines);
  }

  static void signIn(Browser browser, String username, String address) throws Exception {
    browser.follow("/login");
    browser.post("/login", "username", username, "password", PASSWORD);
    Matcher code = match(CODE, mail(address, CODE));
    Answer in = browser.post("/login/code", "code", code.group(1) + code.group(2));
    if (!browser.last.endsWith("/studies") || !isOpen(in)) {
      throw new IllegalStateException("not in: " + browser.last + " " + in.status);
    }
  }

  /** Without an archive, the list of studies answers a session with 503, and anybody else with the sign-in page. */
  static boolean isOpen(Answer list) {
    return list.status == 200 || list.status == 503;
  }

  static String mail(String address, Pattern wanted) throws Exception {
    while (true) {
      String text = queue(address).poll(120, TimeUnit.SECONDS);
      if (text == null) {
        throw new IllegalStateException("no mail for " + address);
      }
      if (wanted.matcher(text).find()) {
        return text;
      }
    }
  }

  static Matcher match(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new IllegalStateException("no " + pattern + " in " + text);
    }
    return matcher;
  }

  static BlockingQueue<String> queue(String address) {
    return MAILS.computeIfAbsent(address, any -> new LinkedBlockingQueue<>());
  }

  /** An answer of the portal. */
  record Answer(int status, String head, String body) {}

  /**
   * Speaks HTTP as a proxy would, since Java's client does not set the host. By HTTP/1.0 an answer comes in one
   * piece: the sizes of chunks would stand in the middle of tokens.
   */
  static final class Browser {
    final Map<String, String> cookies = new LinkedHashMap<>();
    String last = "";
    String page = "";

    Answer follow(String path) throws IOException {
      Answer answer = send("GET", path, "");
      return redirected(path, answer);
    }

    Answer post(String path, String... fields) throws IOException {
      StringBuilder body = new StringBuilder("_csrf=").append(encode(match(TOKEN, page).group(1)));
      for (int i = 0; i < fields.length; i += 2) {
        body.append('&').append(fields[i]).append('=').append(encode(fields[i + 1]));
      }
      return redirected(path, send("POST", path, body.toString()));
    }

    Answer redirected(String path, Answer answer) throws IOException {
      Matcher location = Pattern.compile("(?im)^location: (\\S+)").matcher(answer.head);
      if (answer.status / 100 == 3 && location.find()) {
        return follow(location.group(1).replaceFirst("https://[^/]+", ""));
      }
      last = path;
      page = answer.body;
      return answer;
    }

    Answer send(String method, String path, String body) throws IOException {
      byte[] content = body.getBytes(StandardCharsets.UTF_8);
      StringBuilder head =
          new StringBuilder(method).append(' ').append(path).append(" HTTP/1.0\r\nHost: ").append(host).append("\r\nConnection: close\r\n");
      if (port != 443) {
        head.append("X-Forwarded-For: 192.0.2.7\r\nX-Forwarded-Proto: https\r\n");
      }
      if (!cookies.isEmpty()) {
        head.append("Cookie: ");
        cookies.forEach((name, value) -> head.append(name).append('=').append(value).append("; "));
        head.setLength(head.length() - 2);
        head.append("\r\n");
      }
      if (content.length > 0) {
        head.append("Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ").append(content.length).append("\r\n");
      }
      try (Socket socket = connected()) {
        socket.setSoTimeout(60_000);
        OutputStream out = socket.getOutputStream();
        out.write((head + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(content);
        out.flush();
        String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int end = all.indexOf("\r\n\r\n");
        Answer answer = new Answer(Integer.parseInt(all.substring(9, 12)), all.substring(0, end), all.substring(end));
        Matcher set = Pattern.compile("(?im)^set-cookie: ([^=]+)=([^;\r]*)(.*)$").matcher(answer.head);
        while (set.find()) {
          if (set.group(2).isEmpty() || set.group(3).contains("Max-Age=0")) {
            cookies.remove(set.group(1));
          } else {
            cookies.put(set.group(1), set.group(2));
          }
        }
        return answer;
      }
    }
  }

  static Socket connected() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    if (port != 443) {
      return socket;
    }
    SSLSocket secured = (SSLSocket) ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(socket, host, port, true);
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secured.setSSLParameters(parameters);
    return secured;
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  static void receiveMails() throws IOException {
    ServerSocket server = new ServerSocket(KEYS == null ? 25 : 587, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual()
        .start(
            () -> {
              while (true) {
                Socket socket = accepted(server);
                Thread.ofVirtual().start(() -> receive(socket));
              }
            });
  }

  static Socket accepted(ServerSocket server) {
    try {
      return server.accept();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void receive(Socket accepted) {
    try (Socket plain = accepted) {
      OutputStream out = plain.getOutputStream();
      say(out, "220 mail");
      if (KEYS == null) {
        receive(lines(plain), out);
        return;
      }
      BufferedReader in = lines(plain);
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String word = line.toUpperCase(Locale.ROOT);
        if (word.startsWith("STARTTLS")) {
          say(out, "220 go on");
          Socket secured = secured(plain);
          receiveFromSender(lines(secured), secured.getOutputStream());
          return;
        }
        say(out, word.startsWith("EHLO") ? "250-smtp.example.org\r\n250 STARTTLS" : "530 STARTTLS first");
      }
    } catch (IOException | GeneralSecurityException e) {
      // The sender left.
    }
  }

  static BufferedReader lines(Socket socket) throws IOException {
    return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }

  static Socket secured(Socket socket) throws IOException, GeneralSecurityException {
    char[] password = "change-this".toCharArray();
    KeyStore store = KeyStore.getInstance(new File(KEYS), password);
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    SSLSocket secured = (SSLSocket) context.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
    secured.setUseClientMode(false);
    return secured;
  }

  static void receiveFromSender(BufferedReader in, OutputStream out) throws IOException {
    String expected = Base64.getEncoder().encodeToString(SENDER.getBytes(StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.equals("AUTH PLAIN " + expected)) {
        say(out, "235 accepted");
        receive(in, out);
        return;
      }
      say(out, line.startsWith("EHLO") ? "250-smtp.example.org\r\n250-8BITMIME\r\n250 AUTH PLAIN" : "530 a password first");
    }
  }

  static void receive(BufferedReader in, OutputStream out) throws IOException {
    String to = "";
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String word = line.toUpperCase(Locale.ROOT);
      if (word.startsWith("RCPT")) {
        to = match(Pattern.compile("<([^>]*)>"), line).group(1);
      }
      if (word.startsWith("DATA")) {
        say(out, "354 go on");
        StringBuilder mail = new StringBuilder();
        for (String text = in.readLine(); text != null && !text.equals("."); text = in.readLine()) {
          mail.append(text).append('\n');
        }
        queue(to).add(plain(mail.toString()));
      }
      say(out, word.startsWith("QUIT") ? "221 bye" : "250 taken");
    }
  }

  static void say(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  /** The plain text of a mail. */
  static String plain(String mail) {
    int start = mail.toLowerCase(Locale.ROOT).indexOf("content-type: text/plain");
    String part = mail.substring(Math.max(0, start));
    int body = part.indexOf("\n\n") + 2;
    int end = part.indexOf("\n--", body);
    String head = part.substring(0, body).toLowerCase(Locale.ROOT);
    String text = part.substring(body, end < 0 ? part.length() : end);
    if (head.contains("base64")) {
      return new String(Base64.getMimeDecoder().decode(text), StandardCharsets.UTF_8);
    }
    return head.contains("quoted-printable") ? text.replace("=\n", "").replace("=3D", "=") : text;
  }
}
