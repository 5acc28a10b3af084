package org.sallyport.gate.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sallyport.gate.accountrecovery.forgotten.ForgottenPasswords;
import org.sallyport.platform.access.Origin;
import org.sallyport.testing.Browser;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TestSettings;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.directory.OnSamba;
import org.sallyport.testing.directory.Samba;
import org.sallyport.testing.directory.SambaPossible;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.messages.Inbox;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfiguration;

/** Forgotten passwords of a directory, where its setting lets them be set here. */
@SallyportTest
@ExtendWith(SambaPossible.class)
@ContextConfiguration(
    initializers = {
      TestSettings.class,
      OnSamba.class,
      ForgottenDirectoryPasswordTest.Settings.class
    })
class ForgottenDirectoryPasswordTest {
  private static final String NEXT = "Autumn-Harbour-2027";
  private static final Pattern LINK = Pattern.compile("/password/[A-Za-z0-9_-]{43}");
  private static final Pattern MARK = Pattern.compile("name=\"mark\" value=\"([^\"]+)\"");
  private static final AtomicInteger COUNT = new AtomicInteger();

  /** The service account may reset passwords of people. */
  static final class Settings
      implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
      context
          .getEnvironment()
          .getPropertySources()
          .addFirst(
              new MapPropertySource(
                  "settings",
                  Map.of(
                      "sallyport.directories.hosp.bind-dn",
                      OPERATOR,
                      "sallyport.directories.hosp.forgotten-password",
                      "reset")));
    }
  }

  private static final String OPERATOR = operator();

  @LocalServerPort int port;
  @Autowired ForgottenPasswords forgotten;
  @Autowired Rows rows;

  private final Samba samba = Samba.shared();

  private static String operator() {
    String operator = Samba.shared().addPerson("operator", Map.of());
    Samba.shared().addMember("CN=Account Operators,CN=Builtin," + Samba.BASE, operator);
    return operator;
  }

  private String person() {
    String name = "forgetful" + COUNT.incrementAndGet();
    samba.addPerson(name, Map.of("displayName", name, "mail", name + "@hosp.example"));
    return name;
  }

  private Browser signedIn(String name) {
    Browser browser = new Browser(port);
    browser.signIn(name, Samba.PASSWORD);
    browser.follow(browser.post("/login/method", "method", "email"));
    browser.follow(browser.post("/login/code", "code", Codes.next(name + "@hosp.example")));
    assertThat(browser.get("/settings/account").status()).isEqualTo(200);
    return browser;
  }

  /** The link that is mailed for a person. */
  private String link(String name) {
    forgotten.ask(name, Origin.COMMAND_LINE, null);
    forgotten.workOff();
    String mail = Inbox.next(name + "@hosp.example").text();
    assertThat(mail).contains("your hospital account " + name);
    Matcher link = LINK.matcher(mail);
    assertThat(link.find()).as(mail).isTrue();
    return link.group();
  }

  /** A browser on the form of a link. */
  private Browser opened(String link) {
    Browser browser = new Browser(port);
    assertThat(browser.follow(browser.get(link)).status()).isEqualTo(200);
    return browser;
  }

  private static Browser.Page set(Browser browser, String password) {
    Matcher mark = MARK.matcher(browser.get("/password").body());
    return browser.post(
        "/password", "password", password, "mark", mark.find() ? mark.group(1) : "");
  }

  private int status(String name, String password) {
    Browser browser = new Browser(port);
    browser.get("/login");
    return browser.post("/login", "username", name, "password", password).status();
  }

  @Test
  void setsThePasswordInTheDirectoryAndEndsSessions() {
    String name = person();
    Browser before = signedIn(name);
    Browser browser = opened(link(name));
    assertThat(browser.get("/password").text())
        .contains("This is the password of your hospital account")
        .contains("The rules of your hospital’s passwords apply.")
        .doesNotContain("At least");
    assertThat(set(browser, "short").text()).contains("does not accept this password");
    assertThat(status(name, Samba.PASSWORD)).as("nothing was changed").isEqualTo(302);
    assertThat(set(browser, NEXT).location()).isEqualTo("/password/done");
    assertThat(status(name, NEXT)).isEqualTo(302);
    assertThat(status(name, Samba.PASSWORD)).isEqualTo(422);
    assertThat(before.get("/settings/account").location()).startsWith("/login");
    assertThat(set(browser, "Another-Harbour-2027").status()).isEqualTo(410);
    assertThat(status(name, NEXT)).isEqualTo(302);
  }

  @Test
  void whoTriedTooOftenBeforeMaySignInWithTheNewOne() {
    String name = person();
    signedIn(name);
    for (int i = 0; i < 3; i++) {
      status(name, "wrong" + i);
    }
    assertThat(status(name, Samba.PASSWORD)).as("no longer passed on").isEqualTo(429);
    assertThat(set(opened(link(name)), NEXT).location()).isEqualTo("/password/done");
    assertThat(status(name, NEXT)).isEqualTo(302);
  }

  @Test
  void aLinkIsUsedOnceByManyAtOnce() throws Exception {
    String name = person();
    signedIn(name);
    String link = link(name);
    List<Browser> browsers = IntStream.range(0, 8).mapToObj(i -> opened(link)).toList();
    List<Callable<String>> all =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    (Callable<String>) () -> set(browsers.get(i), "Autumn-Harbour-" + i).location())
            .toList();
    int done = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<String> answer : threads.invokeAll(all)) {
        done += "/password/done".equals(answer.get()) ? 1 : 0;
      }
    }
    assertThat(done).isEqualTo(1);
    assertThat(
            rows.count(
                "audit_event where type = 'AccountEvent.PasswordChanged' and account_id ="
                    + " (select id from account where username = '"
                    + name
                    + "')"))
        .isEqualTo(1);
  }

  @Test
  void whoWasDisabledInTheDirectoryGetsNothingByALinkFromBefore() {
    String name = person();
    signedIn(name);
    Browser browser = opened(link(name));
    rows.update("update account set disabled_at = now() where username = ?", name);
    assertThat(set(browser, NEXT).status()).isEqualTo(410);
    rows.update("update account set disabled_at = null where username = ?", name);
    assertThat(status(name, Samba.PASSWORD)).isEqualTo(302);
  }
}
