package org.sallyport.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sallyport.testing.Browser;
import org.sallyport.testing.Codes;
import org.sallyport.testing.People;
import org.sallyport.testing.Rows;
import org.sallyport.testing.SallyportTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Groups L and M: what is typed and sent that no page would send. */
@SallyportTest
class BadInputTest {
  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;

  private Browser asked(People.Person person) {
    Browser browser = new Browser(port);
    browser.signIn(person.username(), People.PASSWORD);
    return browser;
  }

  @Test
  void L02_severalCodesInOneRequestAreNone() {
    People.Person person = people.byEmail();
    Browser browser = asked(person);
    String code = Codes.next(person.email());
    Browser.Page two = browser.post("/login/code", "code", Codes.wrong(code), "code", code);
    assertThat(two.status()).as(two.location()).isEqualTo(422);
    assertThat(browser.post("/login/code", "code[]", Codes.wrong(code), "code[]", code).status())
        .isEqualTo(422);
    assertThat(browser.post("/login/code").status()).isEqualTo(422);
    assertThat(rows.compared(person.id())).isZero();
  }

  @Test
  void L05_onlyAFormIsAForm() {
    People.Person person = people.byEmail();
    Browser browser = asked(person);
    String code = Codes.next(person.email());
    for (String type :
        List.of(
            "application/json", "text/plain", "application/xml", "application/json;charset=x")) {
      HttpRequest request =
          browser
              .request("/login/code")
              .header("Content-Type", type)
              .POST(HttpRequest.BodyPublishers.ofString("{\"code\":\"" + code + "\"}"))
              .build();
      assertThat(browser.copy().send(request).status()).as(type).isIn(400, 403, 415, 422);
    }
    assertThat(rows.compared(person.id())).isZero();
    assertThat(rows.sessions(person.id())).isZero();
  }

  @Test
  void L04_aCodeOfAMegabyteIsOneClearRefusal() {
    People.Person person = people.byEmail();
    Browser browser = asked(person);
    Codes.next(person.email());
    Browser.Page page = browser.post("/login/code", "code", "1".repeat(1_000_000));
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
  void I06_aPasswordOfAMegabyteIsNotHashed() {
    People.Person person = people.byEmail();
    Browser browser = new Browser(port);
    browser.get("/login");
    Browser.Page page =
        browser.post("/login", "username", person.username(), "password", "x".repeat(1_000_000));
    assertThat(page.status()).isEqualTo(422);
    assertThat(rows.events(person.id(), "SignInEvent.PasswordRefused")).isZero();
  }

  @Test
  void L07_aRequestThatIsTwoIsOne() throws Exception {
    String smuggled =
        lines(
            "POST /login HTTP/1.1",
            "Host: localhost",
            "Content-Length: 6",
            "Transfer-Encoding: chunked",
            "",
            "0",
            "",
            "GET /studies HTTP/1.1",
            "Host: localhost",
            "",
            "");
    assertThat(raw(smuggled))
        .startsWith("HTTP/1.1 403")
        .contains("Connection: close")
        .containsOnlyOnce("HTTP/1.1");
    String twoLengths =
        lines(
            "POST /login HTTP/1.1",
            "Host: localhost",
            "Content-Length: 5",
            "Content-Length: 6",
            "",
            "abcdef");
    assertThat(raw(twoLengths)).startsWith("HTTP/1.1 400");
  }

  @Test
  void M04_whatLooksLikeSqlIsText() {
    Browser browser = new Browser(port);
    browser.get("/login");
    for (String name :
        List.of("' or 1=1 --", "%", "_", "\"; drop table account; --", "\\", "{\"$ne\":\"\"}")) {
      assertThat(browser.post("/login", "username", name, "password", name).status())
          .as(name)
          .isEqualTo(422);
    }
    assertThat(rows.count("account")).isNotNegative();
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
      socket.setSoTimeout(5_000);
      OutputStream out = socket.getOutputStream();
      out.write(request.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
