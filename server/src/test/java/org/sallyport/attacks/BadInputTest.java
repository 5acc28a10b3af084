package org.sallyport.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.messages.Inbox;
import org.sallyport.testing.messages.Received;
import org.sallyport.testing.phone.AppPhone;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Groups L and M: input and requests that no page sends. */
@SallyportTest
class BadInputTest {
  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;

  private Browser asked(People.Person person) {
    Browser browser = new Browser(port);
    browser.signIn(person.username(), People.PASSWORD);
    return browser;
  }

  @Test
  void L08_marksAroundANameOrACodeAreDroppedButNotWithinThem() {
    People.Person person = people.byEmail();
    String name = person.username();
    Browser browser = new Browser(port);
    browser.get("/login");
    String within = name.substring(0, 1) + "\u2069" + name.substring(1);
    assertThat(browser.post("/login", "username", within, "password", People.PASSWORD).status())
        .isIn(422, 429);
    String marked = "\u2068" + name + "\u2069";
    String secret = "\u2068" + People.PASSWORD + "\u2069";
    assertThat(browser.post("/login", "username", marked, "password", secret).status())
        .as("a password is compared as it is typed")
        .isIn(422, 429);
    Browser asked = new Browser(port);
    asked.signIn(marked, People.PASSWORD);
    String code = "\u200e\u2068" + Codes.next(person.email()) + "\u2069\u200f";
    assertThat(asked.post("/login/code", "code", code).location()).endsWith("/studies");
  }

  /** The rule of UsernamesTest, everywhere that a name is typed. */
  @Test
  void L06_aNameThatLooksAlikeIsNobodyAtTheSignInAndForAForgottenPassword() {
    People.Person person = people.byEmail();
    String name = person.username();
    for (String alike :
        List.of(
            name + ".",
            name + "+x",
            name.substring(0, 1) + "\u200b" + name.substring(1),
            name.substring(0, 1) + "\u00ad" + name.substring(1),
            name + "\u0301")) {
      Browser browser = new Browser(port);
      browser.get("/login");
      assertThat(browser.post("/login", "username", alike, "password", People.PASSWORD).status())
          .as(alike)
          .isIn(422, 429);
      browser.get("/forgotten");
      browser.post("/forgotten", "username", alike);
    }
    assertThat(rows.query("select from sign_in where account_id = ?", person.id().value()))
        .isEmpty();
    assertThat(rows.query("select from mailed_link where account_id = ?", person.id().value()))
        .isEmpty();
    rows.update("delete from throttle");
    asked(
        new People.Person(
            person.id(),
            " " + name.toUpperCase(Locale.ROOT) + " ",
            person.email(),
            person.phone()));
    assertThat(rows.query("select from sign_in where account_id = ?", person.id().value()))
        .as("case and outer spaces do not matter")
        .hasSize(1);
  }

  @Test
  void L02_severalCodesInOneRequestAreNone() {
    People.Person person = people.byEmail();
    Browser browser = asked(person);
    String code = Codes.next(person.email());
    String wrong = Codes.wrong(code);
    for (String body :
        List.of(
            browser.form("code", wrong, "code", code),
            browser.form("code", code, "code", code),
            browser.form("code[]", wrong, "code[]", code),
            browser.form("code[]", code),
            browser.form("code.x", code),
            browser.form("code", wrong, "remember", "yes", "remember", "no"))) {
      assertThat(browser.copy().postRaw("/login/code", body).status()).as(body).isEqualTo(400);
    }
    assertThat(browser.post("/login/code").status()).isEqualTo(422);
    assertThat(rows.compared(person.id())).isZero();
    assertThat(browser.post("/login/code", "code", code).status()).isEqualTo(302);
  }

  @Test
  void L02_nothingOfAFormIsTakenFromTheAddress() {
    People.Person person = people.byEmail();
    Browser browser = new Browser(port);
    browser.get("/login");
    String credentials = "username=" + person.username() + "&password=lantern+orchard+violin";
    assertThat(browser.postRaw("/login?" + credentials, browser.form()).status()).isEqualTo(400);
    assertThat(browser.cookies()).doesNotContainKey("__Host-pre");
    Browser half = asked(person);
    String code = Codes.next(person.email());
    for (String query :
        List.of("code=" + code, "code%5B%5D=" + code, "code.x=1", "cod%65=" + code)) {
      Browser.Page page = half.copy().postRaw("/login/code?" + query, half.form());
      assertThat(page.status()).as(query).isEqualTo(400);
    }
    String body = half.form("code", code);
    String token = body.substring(0, body.indexOf('&'));
    assertThat(half.copy().postRaw("/login/code?" + token, "code=" + code).status()).isEqualTo(400);
    assertThat(
            half.copy()
                .postRaw("/login/another-way?wanted=sms", half.form("wanted", "sms"))
                .status())
        .as("a name in both places counts in neither")
        .isIn(400, 422);
    assertThat(rows.compared(person.id())).isZero();
    assertThat(half.postRaw("/login/code?utm_source=x", body).status()).isEqualTo(302);
    half.get("/settings/account");
    assertThat(half.postRaw("/settings/begin?change=password", half.form()).location())
        .as("no other field either")
        .doesNotEndWith("/settings/password");
  }

  @Test
  void L05_onlyAFormIsAForm() {
    People.Person person = people.byEmail();
    Browser browser = asked(person);
    String code = Codes.next(person.email());
    String form = browser.form("code", code);
    String token =
        URLDecoder.decode(
            form.substring("_csrf=".length(), form.indexOf('&')), StandardCharsets.UTF_8);
    Map<String, String> bodies =
        Map.of(
            "application/json",
            "{\"code\":\"" + code + "\"}",
            "application/json;charset=x",
            "{\"code\":\"" + code + "\"}",
            "text/plain",
            form,
            "application/xml",
            "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><code>&b;</code>",
            "application/x-www-form-urlencoded;charset=UTF-16",
            form,
            "application/x-www-form-urlencoded;charset=UTF-7",
            form,
            "multipart/form-data;boundary=b",
            "--b\r\nContent-Disposition: form-data; name=\"code\"\r\n\r\n"
                + code
                + "\r\n--b--\r\n");
    bodies.forEach(
        (type, body) -> {
          HttpRequest request =
              browser
                  .request("/login/code")
                  .header("Content-Type", type)
                  .header("X-CSRF-TOKEN", token)
                  .POST(HttpRequest.BodyPublishers.ofString(body))
                  .build();
          assertThat(browser.copy().send(request).status()).as(type).isEqualTo(415);
        });
    assertThat(rows.compared(person.id())).isZero();
    assertThat(rows.sessions(person.id())).isZero();
    HttpRequest plain =
        browser
            .request("/login/code")
            .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
            .header("X-CSRF-TOKEN", token)
            .POST(HttpRequest.BodyPublishers.ofString("code=" + code))
            .build();
    assertThat(browser.send(plain).status()).as("the same token with a form").isEqualTo(302);
  }

  @Test
  void L02_jsonOfPhonesHasEachKeyOnceAndNothingAfterIt() {
    String good = "{\"secret\":\"" + "A".repeat(24) + "\"}";
    assertThat(call(good, "application/json")).as("a secret that nobody has").isEqualTo(404);
    for (String bad :
        List.of(
            "{\"secret\":\"B\",\"secret\":\"" + "A".repeat(24) + "\"}",
            good + good,
            good + " x",
            "{\"secret\":123456}",
            "{\"secret\":[\"A\"]}",
            "{\"secret\":null}",
            "{}",
            "[" + good + "]",
            "[".repeat(10_000) + "]".repeat(10_000),
            "\uFEFF\uFEFF" + good)) {
      assertThat(call(bad, "application/json")).as("%.60s", bad).isIn(400, 413);
    }
    for (String type :
        List.of("text/plain", "application/x-www-form-urlencoded", "application/xml")) {
      assertThat(call(good, type)).as(type).isEqualTo(415);
    }
  }

  private int call(String body, String type) {
    Browser phone = new Browser(port);
    return phone
        .send(
            phone
                .request("/app/api/link/look")
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build())
        .status();
  }

  @Test
  void L04_aCodeOfAMegabyteIsRefusedAndOneOf100KilobytesIsOneClearRefusal() {
    People.Person person = people.byEmail();
    Browser browser = asked(person);
    Codes.next(person.email());
    assertThat(browser.post("/login/code", "code", "1".repeat(1_000_000)).status()).isEqualTo(413);
    Browser.Page page = browser.post("/login/code", "code", "1".repeat(100_000));
    assertThat(page.status()).isEqualTo(422);
    assertThat(page.body()).hasSizeLessThan(50_000).contains("role=\"alert\"");
    assertThat(rows.wrongCodes(person.id())).isZero();
  }

  @Test
  void L04_aCookieOfAMegabyteIsRefusedEarly() {
    Browser browser = new Browser(port);
    browser.setCookie("__Host-sid", "A".repeat(1_000_000));
    assertThat(browser.get("/login").status()).isIn(400, 431);
  }

  @Test
  void L04_aFormThatDeclaresTooMuchIsRefusedAtOnce() throws Exception {
    for (String body : List.of("Content-Length: 140000", "Transfer-Encoding: chunked")) {
      boolean chunked = body.startsWith("T");
      String head =
          lines(
              "POST /login HTTP/1.1",
              "Host: localhost",
              "Content-Type: application/x-www-form-urlencoded",
              "Connection: close",
              body,
              "",
              "");
      String form = "a=" + "a".repeat(140_000 - 2);
      assertThat(raw(chunked ? head + lines("222e0", form, "0", "", "") : head + form))
          .as(body)
          .startsWith("HTTP/1.1 413");
    }
  }

  @Test
  void L04_aHugeBodyIsRefusedBeforeItIsRead() throws Exception {
    for (String length : List.of("Content-Length: 1000000000", "Transfer-Encoding: chunked")) {
      String head =
          lines(
              "POST /login HTTP/1.1",
              "Host: localhost",
              "Content-Type: application/x-www-form-urlencoded",
              length,
              "",
              "");
      int sent = sentUntilRefused(head, length.startsWith("T"));
      assertThat(sent).as(length).isLessThan(24_000_000);
    }
  }

  /** The number of bytes of an endless body that are accepted before the connection is closed. */
  private int sentUntilRefused(String head, boolean chunked) throws IOException {
    byte[] part = "a".repeat(65_536).getBytes(StandardCharsets.ISO_8859_1);
    int sent = 0;
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      OutputStream out = socket.getOutputStream();
      out.write(head.getBytes(StandardCharsets.ISO_8859_1));
      try {
        while (sent < 64_000_000) {
          if (chunked) {
            out.write("10000\r\n".getBytes(StandardCharsets.ISO_8859_1));
          }
          out.write(part);
          if (chunked) {
            out.write("\r\n".getBytes(StandardCharsets.ISO_8859_1));
          }
          sent += part.length;
        }
      } catch (IOException e) {
        return sent;
      }
    }
    return sent;
  }

  @Test
  void L04_manyHeadersAndManyFieldsAreRefused() throws Exception {
    StringBuilder headers = new StringBuilder("GET /login HTTP/1.1\r\nHost: localhost\r\n");
    for (int i = 0; i < 5_000; i++) {
      headers.append("X-").append(i).append(": 1\r\n");
    }
    assertThat(raw(headers.append("\r\n").toString())).matches("(?s)HTTP/1.1 4(?:00|31).*");
    Browser browser = new Browser(port);
    browser.get("/login");
    StringBuilder fields = new StringBuilder(browser.form());
    for (int i = 0; i < 20_000; i++) {
      fields.append("&f").append(i).append("=1");
    }
    assertThat(browser.postRaw("/login", fields.toString()).status()).isIn(400, 413);
  }

  @Test
  void L04_aCompressedBodyIsNotDecompressed() throws Exception {
    People.Person person = people.byEmail();
    Browser browser = new Browser(port);
    browser.get("/login");
    String form = browser.form("username", person.username(), "password", People.PASSWORD);
    assertThat(postPacked(browser, packed(form, 0))).isIn(400, 403, 415);
    assertThat(rows.query("select 1 from sign_in where account_id = ?", person.id().value()))
        .as("unpacked, it would sign in")
        .isEmpty();
    byte[] bomb = packed(form, 200_000_000);
    assertThat(bomb).hasSizeLessThan(1_000_000);
    assertThat(postPacked(browser, bomb)).isIn(400, 403, 413, 415);
    assertThat(browser.postRaw("/login", form).status()).as("as it is").isEqualTo(302);
  }

  private static int postPacked(Browser browser, byte[] body) {
    return browser
        .send(
            browser
                .request("/login")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build())
        .status();
  }

  /** A form followed by a field with additional bytes, compressed with gzip. */
  private static byte[] packed(String form, int more) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write((form + "&more=").getBytes(StandardCharsets.US_ASCII));
      byte[] part = new byte[1_000_000];
      Arrays.fill(part, (byte) 'a');
      for (int i = 0; i < more; i += part.length) {
        gzip.write(part);
      }
    }
    return bytes.toByteArray();
  }

  @Test
  void L04_slowRequestsDoNotDelayOthers() throws Exception {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 300; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        slow.add(socket);
        socket
            .getOutputStream()
            .write(
                lines(
                        "POST /login HTTP/1.1",
                        "Host: localhost",
                        "Content-Type: application/x-www-form-urlencoded",
                        "Content-Length: 1000",
                        "",
                        "username=")
                    .getBytes(StandardCharsets.ISO_8859_1));
      }
      People.Person person = people.byEmail();
      Browser browser = asked(person);
      assertThat(browser.post("/login/code", "code", Codes.next(person.email())).status())
          .isEqualTo(302);
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void I06_aPasswordOf100KilobytesIsNotHashed() {
    People.Person person = people.byEmail();
    Browser browser = new Browser(port);
    browser.get("/login");
    Browser.Page page =
        browser.post("/login", "username", person.username(), "password", "x".repeat(100_000));
    assertThat(page.status()).isEqualTo(422);
    assertThat(rows.events(person.id(), "SignInEvent.PasswordRefused")).isZero();
  }

  @Test
  void M04_whatLooksLikeSqlIsText() {
    People.Person person = people.byEmail();
    List<Map<String, @Nullable Object>> before = state();
    for (String name :
        List.of(
            "' or username_key = '" + person.username() + "' --",
            person.username() + "' --",
            person.username() + "'/*",
            person.username().replace("person", "perso_"),
            "%" + person.username().substring(3),
            "\"; drop table account; --",
            "\\",
            "{\"$ne\":\"\"}",
            "'; update account set role = 'admin'; --")) {
      Browser browser = new Browser(port);
      browser.get("/login");
      assertThat(browser.post("/login", "username", name, "password", People.PASSWORD).status())
          .as("the right password with %s", name)
          .isEqualTo(422);
    }
    assertThat(state()).isEqualTo(before);
    Browser browser = asked(person);
    browser.setCookie("__Host-known", "x' or '1'='1.y' or '1'='1");
    for (String code : List.of("' or 1=1", "______", "%%%%%%", "1' or '")) {
      assertThat(browser.post("/login/code", "code", code).status()).as(code).isEqualTo(422);
    }
    browser.post("/login/code", "code", Codes.next(person.email()));
    for (String value :
        List.of("' or '1'='1", "date; drop table account", "(select 1)", "%", "1::int[]", "\\")) {
      String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8);
      for (String field : List.of("q", "modality", "institution", "sort", "dir", "page", "date")) {
        assertThat(browser.get("/studies?" + field + "=" + encoded).status())
            .as("%s=%s", field, value)
            .isIn(200, 503);
      }
      for (String key :
          List.of("PatientName", "StudyInstanceUID", "00100020", "limit", "offset", value)) {
        int status =
            browser
                .get(
                    "/dicom-web/studies?"
                        + URLEncoder.encode(key, StandardCharsets.UTF_8)
                        + "="
                        + encoded)
                .status();
        assertThat(status).as("%s=%s", key, value).isIn(200, 204, 400, 503);
      }
      assertThat(browser.post("/settings/sessions/end", "id", value).status()).isEqualTo(400);
    }
    assertThat(state()).isEqualTo(before);
  }

  /** All accounts and their roles. */
  private List<Map<String, @Nullable Object>> state() {
    return rows.query(
        "select username, role, disabled_at is null as enabled, password_hash from account order by id");
  }

  @Test
  void M01_aDeviceIsNotNamedLikeALink() {
    People.Person person = people.byEmail();
    Browser browser = asked(person);
    browser.post("/login/code", "code", Codes.next(person.email()));
    for (String name : List.of("http://evil.example", "call +32 470 12 34 56", "Pix\u202Eel")) {
      browser.get("/settings/devices");
      browser.post("/settings/devices/link/totp");
      AppPhone phone = AppPhone.reading(browser.get("/settings/devices/link/totp"), clock);
      Browser.Page refused =
          browser.post("/settings/devices/link/totp/confirm", "code", phone.code(), "name", name);
      assertThat(refused.status()).as(name).isEqualTo(422);
      assertThat(refused.text()).contains("A name has no web address");
    }
    assertThat(rows.events(person.id(), "AccountEvent.DeviceLinked")).isZero();
  }

  @Test
  void M01_namesAndReasonsOfOthersAreNoLinksInMails() {
    People.Person person = people.byEmail();
    rows.update(
        "update account set name = 'http://evil.example +32 470 99 88 77' where id = ?",
        person.id().value());
    Browser browser = new Browser(port);
    browser.get("/forgotten");
    browser.post("/forgotten", "username", person.username());
    Received mail = Inbox.next(person.email());
    for (String part : List.of(mail.text(), mail.html())) {
      assertThat(part).contains("Hello http: //evil. example [number],");
      assertThat(part).doesNotContain("evil.example").doesNotContain("99 88 77");
    }
    assertThat(mail.html()).contains("telephone=no");
  }

  @Test
  void M03_aBrowserNameIsWordsAndNothingElse() {
    People.Person person = people.byEmail();
    Browser browser =
        new Browser(port, "Evil <script>alert(1)</script> =HYPERLINK(1) Firefox/145.0 Linux");
    browser.signIn(person.username(), People.PASSWORD);
    assertThat(rows.query("select browser from sign_in where account_id = ?", person.id().value()))
        .singleElement()
        .satisfies(row -> assertThat(row.get("browser")).isEqualTo("Firefox 145 on Linux"));
  }

  @Test
  void aNulInANameIsRefusedAndNothingBreaks() {
    Browser browser = new Browser(port);
    browser.get("/login");
    assertThat(browser.post("/login", "username", "a\u0000b", "password", "c\u0000d").status())
        .isIn(400, 422);
  }

  private static String lines(String... lines) {
    return String.join("\r\n", lines);
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      OutputStream out = socket.getOutputStream();
      out.write(request.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
