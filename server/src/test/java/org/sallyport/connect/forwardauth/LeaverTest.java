package org.sallyport.connect.forwardauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.connect.forwardauth.ForwardAuthSettings.WIKI;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sallyport.connect.oidc.RelyingParty;
import org.sallyport.connect.oidc.clients.Clients;
import org.sallyport.gate.account.Accounts;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.studies.index.Sweep;
import org.sallyport.testing.Browser;
import org.sallyport.testing.Poll;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TestSettings;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.archive.OnStubArchive;
import org.sallyport.testing.archive.StubArchive;
import org.sallyport.testing.archive.StubArchive.Stored;
import org.sallyport.testing.archive.TestStudy;
import org.sallyport.testing.directory.OnSamba;
import org.sallyport.testing.directory.Samba;
import org.sallyport.testing.directory.SambaPossible;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.messages.Numbers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfiguration;

/**
 * How long somebody who was disabled in the directory still gets anything: in a session, with an
 * application's token, behind forward-auth, and in a download that has begun. The directory is read
 * as often as it is by default.
 */
@SallyportTest
@Tag("long")
@ExtendWith(SambaPossible.class)
@ContextConfiguration(
    initializers = {
      TestSettings.class,
      OnSamba.class,
      OnStubArchive.class,
      LeaverTest.Settings.class
    })
class LeaverTest {
  /** After those of the domain, which only then are whole. */
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
                      "sallyport.directories.hosp.roles", "Physicians=physician",
                      "sallyport.directories.hosp.create", "sign-in",
                      "sallyport.trusted-proxies", "127.0.0.1,::1",
                      "sallyport.forward-auth.wiki.addresses", "http://wiki.localhost",
                      "sallyport.forward-auth.wiki.rules", "/**")));
    }
  }

  /** There before the groups of the settings are looked up. */
  private static final String PHYSICIANS = Samba.shared().addGroup("Physicians");

  private static final Duration AT_MOST = Duration.ofSeconds(60);
  private static final Duration LOOKED_FOR = Duration.ofSeconds(90);
  private static final int PIECES = 100_000;
  private static final int PIECE_BYTES = 64 * 1024;
  private static final long PAUSE_MILLIS = 20;

  @LocalServerPort int port;
  @Autowired Accounts accounts;
  @Autowired Clients clients;
  @Autowired Numbers numbers;
  @Autowired Sweep sweep;
  @Autowired TurnableClock clock;

  @Test
  void whoIsDisabledInTheDirectoryGetsNothingAfterAMinute() throws Exception {
    Samba samba = Samba.shared();
    String dn = samba.addPerson("leaver", Map.of("mail", "leaver@hosp.example"));
    samba.addMember(PHYSICIANS, dn);
    Browser portal = signedIn("leaver");
    AccountId account = accounts.findByUsername("leaver").orElseThrow().id();

    RelyingParty application = RelyingParty.confidential(clients, port);
    String token = application.redeem(application.code(portal)).text("access_token");
    HostBrowser wiki = new HostBrowser(Front.direct(port), WIKI);
    assertThat(wiki.signIn(portal, "/").status()).isEqualTo(200);
    StudyUid study = study(account);
    AtomicBoolean goesOn = new AtomicBoolean(true);
    AtomicLong read = new AtomicLong();
    Thread download = Thread.ofVirtual().start(() -> reads(portal, study, goesOn, read));
    assertThat(Poll.until(LOOKED_FOR, () -> read.get() > PIECE_BYTES)).isTrue();

    Map<String, BooleanSupplier> access = new LinkedHashMap<>();
    access.put("session", () -> portal.get("/studies").status() == 200);
    access.put("token", () -> application.userInfo(token).status() == 200);
    access.put("forward-auth", () -> wiki.open("/").status() == 200);
    access.put("download", download::isAlive);
    access.forEach((what, is) -> assertThat(is.getAsBoolean()).as(what).isTrue());

    samba.disable(dn);
    Instant disabled = Instant.now();
    Instant begun = clock.instant();
    Map<String, Duration> ended = new ConcurrentHashMap<>();
    assertThat(
            Poll.until(
                LOOKED_FOR,
                () -> {
                  // The clock of the tests stands still, and the directory is read by it.
                  clock.set(begun.plus(Duration.between(disabled, Instant.now())));
                  access.forEach(
                      (what, is) -> {
                        if (!is.getAsBoolean()) {
                          ended.putIfAbsent(what, Duration.between(disabled, Instant.now()));
                        }
                      });
                  return ended.size() == access.size();
                }))
        .as("ended: " + ended)
        .isTrue();
    goesOn.set(false);
    ended.forEach(
        (what, after) ->
            System.out.printf(
                Locale.ROOT, "%s ended after %.1f s%n", what, after.toMillis() / 1e3));
    assertThat(ended.values()).allSatisfy(it -> assertThat(it).isLessThanOrEqualTo(AT_MOST));
  }

  private Browser signedIn(String name) {
    Browser browser = new Browser(port);
    browser.signIn(name, Samba.PASSWORD);
    browser.get("/login/method");
    browser.follow(browser.post("/login/method", "method", "email"));
    browser.follow(browser.post("/login/code", "code", Codes.next(name + "@hosp.example")));
    assertThat(browser.get("/settings/account").status()).isEqualTo(200);
    return browser;
  }

  /** One of 6 GB, which is made while it is read. */
  private StudyUid study(AccountId account) {
    String number = numbers.give(account, "RIZIV");
    StudyUid study = new TestStudy().uid();
    OnStubArchive.ARCHIVE.store(
        study,
        "RIZIV",
        number,
        new Stored(
            study + ".8",
            study + ".1",
            "CT",
            StubArchive.text("[]"),
            StubArchive.part(LeaverTest::pieces)));
    sweep.readRecent();
    return study;
  }

  private static void pieces(OutputStream out) throws IOException {
    byte[] piece = new byte[PIECE_BYTES];
    for (int i = 0; i < PIECES; i++) {
      out.write(piece);
    }
  }

  /** Reads a download steadily, until it ends or the test does. */
  private static void reads(Browser portal, StudyUid study, AtomicBoolean goesOn, AtomicLong read) {
    try (HttpClient http = HttpClient.newHttpClient();
        InputStream body =
            http.send(
                    portal.request("/studies/" + study + "/download").build(),
                    BodyHandlers.ofInputStream())
                .body()) {
      while (goesOn.get() && body.readNBytes(PIECE_BYTES).length == PIECE_BYTES) {
        read.addAndGet(PIECE_BYTES);
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (IOException e) {
      // The download was ended.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
