package org.sallyport.portal.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sallyport.gate.delivery.outbox.Dispatcher;
import org.sallyport.gate.secondfactor.brake.BlockFigures;
import org.sallyport.gate.secondfactor.brake.SmsBrakes;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.portal.studies.ShareWithdrawal;
import org.sallyport.testing.Browser;
import org.sallyport.testing.Browser.Page;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.archive.TestArchive;
import org.sallyport.testing.archive.TestStudy;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.messages.Inbox;
import org.sallyport.testing.messages.Received;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** Shares with an e-mail address: the link, the code and the session. */
/* A separate application: these tests turn its clock by weeks. */
@TestPropertySource(
    properties = {"apart=yes", "sallyport.sms.brake.enabled=true", "sallyport.otp.length=8"})
@ExtendWith(OutputCaptureExtension.class)
@SallyportTest
class GuestTest {
  private static final AtomicInteger COUNT = new AtomicInteger();

  @LocalServerPort int port;
  @Autowired Owner owners;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;
  @Autowired Dispatcher dispatcher;
  @Autowired SmsBrakes brakes;
  @Autowired ShareWithdrawal withdrawal;
  @Autowired MeterRegistry meters;

  private Owner.Signed owner;
  private String to;
  private Browser guest;

  @BeforeEach
  void somebodyWithAStudy() {
    owner = owners.signedIn(port, new TestStudy().series(2).images(2));
    to = "guest" + COUNT.incrementAndGet() + "@elsewhere.example";
    guest = new Browser(port);
  }

  private String shared(String... more) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneId.systemDefault());
    Page done =
        owners.share(owner.browser(), to, List.of(owner.uid()), Owner.period(today, 7, more));
    assertThat(done.status()).as(done.text()).isEqualTo(302);
    return Owner.link(to);
  }

  private void asks(Browser browser, String link) {
    browser.follow(browser.get(link));
    assertThat(browser.post("/shared").location()).isEqualTo("/shared/code");
    browser.get("/shared/code");
  }

  private Page answers(Browser browser, String code) {
    return browser.post("/shared/code", "code", code);
  }

  private Browser entered(String link) {
    asks(guest, link);
    assertThat(answers(guest, Codes.next(to)).location()).isEqualTo("/shared/studies");
    return guest;
  }

  private void act(String what) {
    owner.browser().get("/studies/shared");
    owner.browser().post("/studies/shared/" + what, "id", owners.shareOf(owner.person()));
  }

  private String at(TestStudy study) {
    return "/shared/dicom-web/studies/" + study.uid();
  }

  /** What a page's script gets. */
  private static Page script(Browser browser, String path) {
    return browser.send(
        browser
            .request(path)
            .setHeader("Accept", "*/*")
            .header("Sec-Fetch-Mode", "cors")
            .GET()
            .build());
  }

  @Nested
  class N07_ShareLinkGuessingAndReplay {
    @Test
    void theMailNamesNoPatientAndTheLinkChangesNothing() {
      LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneId.systemDefault());
      owners.share(
          owner.browser(),
          to,
          List.of(owner.uid()),
          Owner.period(today, 7, "message", "Adelheid's scan"));
      Received mail = Inbox.next(to);
      assertThat(mail.raw()).doesNotContain("Vanderquill").doesNotContain("Adelheid");
      String link = mail.text().replaceAll("(?s).*?(/shared/[A-Za-z0-9_-]{43}).*", "$1");
      for (int scan = 0; scan < 3; scan++) {
        Browser scanner = new Browser(port);
        assertThat(scanner.follow(scanner.get(link)).status()).isEqualTo(200);
      }
      assertThat(rows.query("select id from share_session where share_id = ?::uuid", share()))
          .isEmpty();
      assertThat(Inbox.left(to)).isEmpty();
    }

    @Test
    void everyLinkOfNoShareHasTheSamePage() {
      String replaced = shared();
      act("mail");
      String unknown = "/shared/" + "A".repeat(43);
      Map<String, String> pages = new TreeMap<>();
      for (String link : List.of(replaced, unknown, "/shared/malformed", "/shared/%2e")) {
        Browser browser = new Browser(port);
        Page page = browser.follow(browser.get(link));
        if (page.status() != 400) {
          pages.put(link, page.status() + " " + page.text());
        }
      }
      assertThat(pages).hasSizeGreaterThanOrEqualTo(3);
      assertThat(pages.values())
          .allMatch(it -> it.startsWith("410 "))
          .containsOnly(pages.get(unknown));
    }

    /** To whoever has its token; a reload says the same. */
    @Test
    void aLinkThatNoLongerWorksSaysWhyAndWhomToAsk() {
      String withdrawn = shared();
      act("withdraw");
      assertThat(dead(withdrawn))
          .contains("no longer shared", "ask " + name() + " to share them again");
      String used = shared("opens", "1");
      entered(used);
      assertThat(dead(used)).contains("opened the maximum number of times", "for a new link");
      String expired = shared();
      clock.turn(Duration.ofDays(9));
      assertThat(dead(withdrawn)).as("withdrawn before its end").contains("no longer shared");
      assertThat(dead(expired)).containsPattern("It worked until \\d+ \\w+ \\d{4}, 00:00");
    }

    @Test
    void aLinkThatDoesNotWorkYetSaysFromWhen() {
      LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneId.systemDefault());
      owners.share(owner.browser(), to, List.of(owner.uid()), Owner.period(today.plusDays(2), 7));
      String link = Owner.link(to);
      assertThat(dead(link)).containsPattern("will work from \\d+ \\w+ \\d{4}, 00:00");
      act("withdraw");
      assertThat(dead(link)).contains("no longer shared");
    }

    private String dead(String link) {
      Browser browser = new Browser(port);
      Page page = browser.follow(browser.get(link));
      assertThat(page.status()).isEqualTo(410);
      assertThat(browser.get("/shared").text()).as("a reload").isEqualTo(page.text());
      return page.text();
    }

    private String name() {
      return String.valueOf(
          rows.query("select name from account where id = ?", owner.person().id().value())
              .getFirst()
              .get("name"));
    }

    @Test
    void aForwardedLinkNeedsTheCodeOfTheNamedAddress() {
      String link = shared();
      asks(guest, link);
      String code = Codes.next(to);
      Browser stranger = new Browser(port);
      asks(stranger, link);
      String second = Codes.next(to);
      assertThat(answers(stranger, code.equals(second) ? Codes.wrong(code) : code).status())
          .isEqualTo(422);
      assertThat(answers(guest, code).location()).isEqualTo("/shared/studies");
      assertThat(stranger.get("/shared/studies").location()).endsWith("/shared");
      assertThat(new Browser(port).get(link).location()).isEqualTo("/shared");
    }

    @Test
    void aCodeIsSpentByItsFirstUseAndBoundToItsShare() {
      String link = shared();
      entered(link);
      Browser again = new Browser(port);
      asks(again, link);
      String code = Codes.next(to);
      answers(again, code);
      Browser replay = new Browser(port);
      asks(replay, link);
      String newer = Codes.next(to);
      if (!newer.equals(code)) {
        assertThat(answers(replay, code).status()).isEqualTo(422);
      }
    }

    @Test
    void anotherBrowserNeedsACodeAgain() {
      String link = shared();
      entered(link);
      Browser other = new Browser(port);
      assertThat(other.get("/shared/studies").status()).isEqualTo(302);
      assertThat(other.follow(other.get(link)).text()).contains("Send me the code");
    }

    @Test
    void aLinkOpensAsOftenAsItMay() {
      String link = shared("opens", "1");
      entered(link);
      Browser other = new Browser(port);
      assertThat(other.follow(other.get(link)).status()).isEqualTo(410);
      assertThat(guest.get("/shared/studies").status()).isEqualTo(200);
      assertThat(guest.follow(guest.get(link)).text()).as("again").contains("Vanderquill");
      act("mail");
      String newer = Owner.link(to);
      asks(other, newer);
      assertThat(answers(other, Codes.next(to)).location()).isEqualTo("/shared/studies");
    }

    @Test
    void aNewMailVoidsTheOlderLink() {
      String old = shared();
      act("mail");
      String newer = Owner.link(to);
      assertThat(guest.follow(guest.get(old)).status()).isEqualTo(410);
      entered(newer);
    }

    @Test
    void isListedByNobodyAndStandsInNoLogOrRow(CapturedOutput output) {
      String link = shared();
      String token = link.substring("/shared/".length());
      entered(link);
      Page page = guest.get("/shared/studies");
      assertThat(page.header("X-Robots-Tag")).contains("noindex");
      assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
      assertThat(page.header("Cache-Control")).contains("no-store");
      assertThat(output.getAll()).doesNotContain(token);
      assertThat(rows.query("select details::text as it from audit_event").toString())
          .doesNotContain(token)
          .doesNotContain(to);
      assertThat(rows.query("select * from share_link").toString()).doesNotContain(token);
    }
  }

  private String share() {
    return owners.shareOf(owner.person());
  }

  @Nested
  class Rule12_FiveWrongCodes {
    @Test
    void lockTheShareAndTheSharerUnlocksIt() {
      String link = shared();
      asks(guest, link);
      String code = Codes.next(to);
      for (int i = 4; i > 0; i--) {
        assertThat(answers(guest, Codes.wrong(code)).text()).contains(i + " tr");
      }
      assertThat(answers(guest, Codes.wrong(code)).status()).isEqualTo(423);
      assertThat(answers(guest, code).status()).isEqualTo(423);
      Received notice =
          Inbox.next(
              owner.person().email(), mail -> String.valueOf(mail.subject()).contains("locked"));
      assertThat(notice.raw()).doesNotContain("Vanderquill");
      assertThat(owner.browser().get("/studies/shared").text()).contains("Locked");
      act("unlock");
      assertThat(answers(guest, code).location()).isEqualTo("/shared/studies");
    }

    @Test
    void countOverAllBrowsersAndNotTwiceForABadForm() {
      String link = shared();
      asks(guest, link);
      String code = Codes.next(to);
      Browser other = new Browser(port);
      asks(other, link);
      Codes.next(to);
      Browser.Page malformed = answers(guest, code.substring(2));
      assertThat(malformed.status()).isEqualTo(422);
      assertThat(malformed.text()).contains("A code has 8 digits.");
      answers(guest, Codes.wrong(code));
      answers(guest, Codes.wrong(code));
      answers(other, Codes.wrong(code));
      assertThat(answers(other, Codes.wrong(code)).text()).contains("1 try left");
      assertThat(rows.query("select wrong_codes from share_link where share_id = ?::uuid", share()))
          .singleElement()
          .extracting(row -> row.get("wrong_codes"))
          .isEqualTo(4);
      assertThat(rows.wrongCodes(owner.person().id())).isZero();
    }

    @Test
    void areNoCodesThatAreTooLate() {
      asks(guest, shared());
      String code = Codes.next(to);
      clock.turn(Duration.ofMinutes(20));
      assertThat(answers(guest, code).text()).contains("has expired");
    }
  }

  @Nested
  class Rule9_SendingAgain {
    @Test
    void waitsHalfAMinuteAndVoidsTheOlderCode() {
      asks(guest, shared());
      String old = Codes.next(to);
      assertThat(guest.post("/shared").status()).isEqualTo(429);
      clock.turn(Duration.ofSeconds(30));
      guest.get("/shared/code");
      assertThat(guest.post("/shared").status()).isEqualTo(302);
      String code = Codes.next(to);
      guest.get("/shared/code");
      if (!old.equals(code)) {
        assertThat(answers(guest, old).status()).isEqualTo(422);
      }
      assertThat(answers(guest, code).status()).isEqualTo(302);
    }

    @Test
    void endsAfterFive() {
      asks(guest, shared());
      for (int i = 0; i < 4; i++) {
        Codes.next(to);
        clock.turn(Duration.ofSeconds(30));
        guest.get("/shared/code");
        guest.post("/shared");
      }
      Codes.next(to);
      clock.turn(Duration.ofSeconds(30));
      guest.get("/shared/code");
      guest.post("/shared");
      assertThat(guest.get("/shared/code").text()).contains("No more codes");
      assertThat(Inbox.left(to)).isEmpty();
    }

    @Test
    void goesToTheNumberIfThereIsOne() {
      String phone = String.format(Locale.ROOT, "+32471%06d", COUNT.incrementAndGet());
      String link = shared("phone", phone);
      asks(guest, link);
      assertThat(answers(guest, Codes.next(phone)).location()).isEqualTo("/shared/studies");
      assertThat(Inbox.left(to)).isEmpty();
    }

    @Test
    void waitsIfTooManySmsWentToNumbersThatBeginAlike() {
      String phone = String.format(Locale.ROOT, "+32472%06d", COUNT.incrementAndGet());
      asks(guest, shared("phone", phone));
      Codes.next(phone);
      clock.turn(Duration.ofSeconds(30));
      rows.update(
          "update rate_limit set used = max_uses where name = 'sms-prefix-hour' and subject = '+324'");
      guest.get("/shared/code");
      assertThat(guest.post("/shared").status()).isEqualTo(429);
      assertThat(Inbox.left(phone)).isEmpty();
      rows.update("delete from rate_limit where subject = '+324'");
      guest.get("/shared/code");
      assertThat(guest.post("/shared").status()).isEqualTo(302);
      assertThat(Codes.next(phone)).hasSize(8);
    }

    @Test
    void waitsIfSmsToNewNumbersThatBeginAlikeAreStopped() {
      String phone = String.format(Locale.ROOT, "+32473%06d", COUNT.incrementAndGet());
      asks(guest, shared("phone", phone));
      Codes.next(phone);
      clock.turn(Duration.ofSeconds(30));
      rows.update(
          "insert into sms_brake (block, scope, since, until, sent, answered)"
              + " values ('+32473', 'new', '2000-01-01', '2100-01-01', 20, 0)");
      guest.get("/shared/code");
      assertThat(guest.post("/shared").status()).isEqualTo(429);
      assertThat(Inbox.left(phone)).isEmpty();
      rows.update("delete from sms_brake where block = '+32473'");
      guest.get("/shared/code");
      assertThat(guest.post("/shared").status()).isEqualTo(302);
      assertThat(Codes.next(phone)).hasSize(8);
    }
  }

  @Nested
  class Rule11_AMessageThatDoesNotArrive {
    private Page shown(String words) {
      await().until(() -> guest.get("/shared/code").text().contains(words));
      return guest.get("/shared/code");
    }

    @Test
    void isSaidToTheGuestWithTheNextStepInIt() {
      String phone = String.format(Locale.ROOT, "+32474%06d", COUNT.incrementAndGet());
      String link = shared("phone", phone);
      Inbox.answerSms(phone, 400);
      asks(guest, link);
      Page page = shown("Your code did not arrive.");
      assertThat(page.text())
          .contains("Delivery Not delivered", "If no code reaches you, ask Dr Person")
          .as("why is not said to strangers")
          .doesNotContain("gateway");
      assertThat(Jsoup.parse(page.body()).select(".notice button").text())
          .isEqualTo("Send another code");
      assertThat(Jsoup.parse(page.body()).select("form.resend")).hasSize(1);
      Inbox.answerSms(phone, 202);
      clock.turn(Duration.ofSeconds(30));
      guest.get("/shared/code");
      guest.post("/shared");
      shown("Delivery Accepted for delivery");
      assertThat(answers(guest, Codes.next(phone)).location()).isEqualTo("/shared/studies");
    }

    @Test
    void orWhoseCodeHasExpiredIsNotWaitedForAnyMore() {
      asks(guest, shared());
      String code = Codes.next(to);
      assertThat(Jsoup.parse(guest.get("/shared/code").body()).select("form[data-ends-in]"))
          .hasSize(1);
      clock.turn(Duration.ofMinutes(20));
      Page page = guest.get("/shared/code");
      assertThat(page.text())
          .contains("has expired", "It expired at", "Ask for a new one.")
          .doesNotContain("Delivery");
      assertThat(Jsoup.parse(page.body()).select("#code")).isEmpty();
      assertThat(answers(guest, code).text()).contains("This code has expired, or is wrong.");
      guest.get("/shared/code");
      guest.post("/shared");
      assertThat(answers(guest, Codes.next(to)).location()).isEqualTo("/shared/studies");
    }

    @Test
    void isWithdrawnWhenAnotherCodeIsAskedFor() {
      String link = shared();
      Inbox.answerMail(to, 451);
      asks(guest, link);
      shown("It is tried again automatically.");
      clock.turn(Duration.ofSeconds(30));
      guest.post("/shared");
      shown("It is tried again automatically.");
      Inbox.answerMail(to, 250);
      clock.turn(Duration.ofMinutes(1));
      dispatcher.dispatchDue();
      assertThat(answers(guest, Codes.next(to)).location()).isEqualTo("/shared/studies");
      assertThat(Inbox.left(to)).isEmpty();
    }

    @Test
    void isSaidToTheSharerIfItIsTheLink() {
      Inbox.answerMail(to, 550);
      send();
      await().until(() -> given().contains("The mail with the link did not arrive."));
      assertThat(given())
          .contains(
              "Mail with the link Not delivered",
              "The mail server refused the message (550).",
              "If the address is wrong, withdraw this share",
              "Otherwise send the link again.");
      Inbox.answerMail(to, 250);
      act("mail");
      entered(Owner.link(to));
      await().until(() -> given().contains("Mail with the link Accepted for delivery"));
      assertThat(given()).doesNotContain("did not arrive");

      Inbox.answerMail(to, 550);
      act("mail");
      await().until(() -> given().contains("The mail with the link did not arrive."));
      act("withdraw");
      assertThat(given()).as("of an ended share").doesNotContain("Mail with the link");
    }

    @Test
    void doesNotLeaveForAShareThatAnAdminEnded() {
      Inbox.answerMail(to, 451);
      send();
      await().until(this::isTriedAgain);
      assertThat(
              withdrawal.withdraw(
                  new Actor(null, "an admin", "a wrong address"),
                  UUID.fromString(share()),
                  owner.uid(),
                  Origin.COMMAND_LINE))
          .isTrue();
      nothingLeaves();
    }

    @Test
    void doesNotLeaveForALinkThatIsVoidAfterItsSessionWasReported() {
      Browser second = Visitors.signedIn(owner.person(), port);
      Inbox.answerMail(to, 451);
      send();
      await().until(this::isTriedAgain);
      Object reported = rows.query("select sign_in_id from share where email = ?", to).getFirst();
      second.get("/settings/history");
      second.post(
          "/settings/history/not-me",
          "id",
          String.valueOf(((Map<?, ?>) reported).get("sign_in_id")));
      nothingLeaves();
    }

    @Test
    void doesNotLeaveAnyMoreOnceItsLinkIsVoidOrItsShareWithdrawn() {
      Inbox.answerMail(to, 451);
      send();
      await().until(this::isTriedAgain);
      clock.turn(Duration.ofMinutes(1));
      act("mail");
      await().until(this::isTriedAgain);
      Inbox.answerMail(to, 250);
      clock.turn(Duration.ofMinutes(2));
      dispatcher.dispatchDue();
      Owner.link(to);
      assertThat(Inbox.left(to)).isEmpty();

      Inbox.answerMail(to, 451);
      act("mail");
      await().until(this::isTriedAgain);
      act("withdraw");
      nothingLeaves();
    }

    private void send() {
      LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneId.systemDefault());
      owners.share(owner.browser(), to, List.of(owner.uid()), Owner.period(today, 7));
    }

    /** Though the mail server accepts mails again. */
    private void nothingLeaves() {
      Inbox.answerMail(to, 250);
      clock.turn(Duration.ofMinutes(2));
      dispatcher.dispatchDue();
      assertThat(isTriedAgain()).isFalse();
      assertThat(Inbox.left(to)).isEmpty();
    }

    /** Whether a try to hand over the mail with the link failed, and another one follows. */
    private boolean isTriedAgain() {
      return !rows.query(
              """
              select from outbox o join share_link l on l.message_id = o.id
               where l.share_id = ?::uuid and o.state = 'waiting' and o.failure is not null
              """,
              share())
          .isEmpty();
    }

    private String given() {
      return owner.browser().get("/studies/shared").text();
    }
  }

  @Nested
  class C19_CodesOfSharesCountForTheBrakeOnSms {
    private static final String BLOCK = "+32477";

    private BlockFigures figures() {
      clock.turn(Duration.ofMinutes(3));
      return brakes.figures().stream()
          .filter(of -> of.block().equals(BLOCK))
          .findFirst()
          .orElse(new BlockFigures(BLOCK, 0, 0, 0, 0));
    }

    @Test
    void asThoseToNumbersThatNobodyHasVerified() {
      String phone = String.format(Locale.ROOT, BLOCK + "%06d", COUNT.incrementAndGet());
      asks(guest, shared("phone", phone));
      String code = Codes.next(phone);
      assertThat(figures()).isEqualTo(new BlockFigures(BLOCK, 1, 0, 1, 0));
      double before = verified();
      guest.get("/shared/code");
      assertThat(answers(guest, code).location()).isEqualTo("/shared/studies");
      assertThat(figures()).isEqualTo(new BlockFigures(BLOCK, 1, 1, 1, 1));
      assertThat(verified()).isEqualTo(before + 1);
    }

    private double verified() {
      return meters.find("sallyport.route.verified").tag("channel", "sms").counters().stream()
          .mapToDouble(Counter::count)
          .sum();
    }
  }

  @Nested
  class N09_ASessionOfAShare {
    @Test
    void seesItsStudyInEveryFormAndNothingElse() {
      TestStudy sibling = owners.another(owner, new TestStudy());
      entered(shared());
      assertThat(guest.get("/shared/studies").text()).contains("Vanderquill, Adelheid");
      assertThat(guest.get("/shared/studies/" + owner.uid()).status()).isEqualTo(200);
      for (String form : List.of("", "/series", "/instances", "/metadata")) {
        assertThat(guest.get(at(owner.study()) + form).status()).as(form).isEqualTo(200);
        assertThat(guest.get(at(sibling) + form).status()).as(form).isEqualTo(404);
        assertThat(guest.get(at(new TestStudy()) + form).status()).as(form).isEqualTo(404);
      }
      assertThat(guest.get("/shared/studies/" + sibling.uid()).status()).isEqualTo(404);
      String preview = "/series/" + sibling.seriesUid(1) + "/preview";
      assertThat(guest.get("/shared/studies/" + sibling.uid() + preview).status()).isEqualTo(404);
      assertThat(guest.get(at(owner.study()) + "/series/" + sibling.seriesUid(1)).status())
          .isEqualTo(404);
      assertThat(guest.get("/shared/dicom-web/studies").status()).isEqualTo(404);
      assertThat(guest.get(at(owner.study()) + "/metadata").body())
          .doesNotContain("/dicom-web/studies/" + sibling.uid());
    }

    @Test
    void reachesNoPageOfAnAccount() {
      entered(shared());
      for (String path :
          List.of(
              "/studies",
              "/studies/" + owner.uid(),
              "/settings/account",
              "/studies/shared",
              "/studies/share?study=" + owner.uid(),
              "/studies/add",
              "/admin")) {
        Page page = guest.get(path);
        assertThat(page.status()).as(path).isEqualTo(302);
        assertThat(page.location()).as(path).endsWith("/login");
      }
      assertThat(guest.get("/dicom-web/studies/" + owner.uid() + "/metadata").status())
          .isEqualTo(401);
    }

    @Test
    void isNoneOfAnAccountAndAnAccountsIsNoneOfIt() {
      String link = shared();
      entered(link);
      Browser mixed = new Browser(port);
      mixed.setCookie("__Host-sid", guest.cookie("__Host-share"));
      assertThat(mixed.get("/studies").status()).isEqualTo(302);
      mixed.setCookie("__Host-sid", "");
      mixed.setCookie("__Host-share", owner.browser().cookie("__Host-sid"));
      assertThat(mixed.get("/shared/studies").status()).isEqualTo(302);
      assertThat(owner.browser().get("/shared/studies").status()).isEqualTo(302);
    }

    @Test
    void endsAfterHalfAnHourWithoutUseAndAfterFourHours() {
      String link = shared();
      entered(link);
      clock.turn(Duration.ofMinutes(29));
      assertThat(guest.get("/shared/studies").status()).isEqualTo(200);
      clock.turn(Duration.ofMinutes(29));
      assertThat(guest.get(at(owner.study()) + "/series").status()).isEqualTo(200);
      clock.turn(Duration.ofMinutes(1));
      assertThat(guest.get("/shared/studies").status()).isEqualTo(302);
      guest = new Browser(port);
      entered(link);
      for (int i = 0; i < 8; i++) {
        assertThat(guest.get("/shared/studies").status()).isEqualTo(200);
        clock.turn(Duration.ofMinutes(29));
      }
      clock.turn(Duration.ofMinutes(8));
      assertThat(guest.get("/shared/studies").status()).isEqualTo(302);
    }

    @Test
    void endsWhenItIsClosedOrWithdrawn() {
      String link = shared();
      entered(link);
      Browser copy = guest.copy();
      guest.get("/shared/studies");
      guest.post("/shared/close");
      assertThat(copy.get("/shared/studies").status()).isEqualTo(302);
      guest = new Browser(port);
      entered(link);
      act("withdraw");
      assertThat(guest.get("/shared/studies").status()).isEqualTo(302);
      assertThat(guest.follow(guest.get("/shared/studies")).text())
          .contains("They are no longer shared with you.");
      assertThat(guest.get(at(owner.study()) + "/series").status()).isEqualTo(401);
    }

    @Test
    void leavesTheReportOutIfItDoesNotBelongToTheShare() {
      TestArchive.storeReport(
          new TestStudy().with("PatientID", "SR").requestedBy("RIZIV", owner.number()));
      entered(shared());
      assertThat(
              rows.query("select with_report from share where id = ?::uuid", share())
                  .getFirst()
                  .get("with_report"))
          .isEqualTo(false);
    }

    @Test
    void isRecordedForTheSharer() {
      entered(shared());
      guest.get("/shared/studies/" + owner.uid());
      assertThat(owner.browser().get("/studies/shared").text())
          .doesNotContain("First opened Never");
      assertThat(rows.events(owner.person().id(), "ShareEvent.Entered")).isEqualTo(1);
      assertThat(rows.events(owner.person().id(), "ShareEvent.Viewed")).isEqualTo(1);
      guest.get("/shared/studies/" + new TestStudy().uid());
      assertThat(rows.events(owner.person().id(), "ShareEvent.ViewRefused")).isEqualTo(1);
    }
  }

  @Nested
  class Rule34_WhoReadsIsNotThrownOut {
    private Page keepsOpen(String token) {
      return guest.send(
          guest
              .request("/shared/session/stay")
              .setHeader("Accept", "*/*")
              .header("X-CSRF-TOKEN", token)
              .header("Sec-Fetch-Mode", "cors")
              .POST(BodyPublishers.noBody())
              .build());
    }

    private String left() {
      return script(guest, "/shared/session/left").body();
    }

    @Test
    void aScriptKeepsThePageOpenForOneWhoReads() {
      entered(shared());
      assertThat(guest.get("/shared/studies").body())
          .contains("data-root=\"/shared/session\"", "Keep it open");
      for (int i = 0; i < 5; i++) {
        clock.turn(Duration.ofMinutes(29));
        String left = left();
        assertThat(left).contains("\"idle\":60,");
        String token = left.replaceAll(".*\"token\":\"([^\"]+)\".*", "$1");
        assertThat(keepsOpen("forged").status()).isEqualTo(403);
        assertThat(left()).contains("\"idle\":60,");
        assertThat(keepsOpen(token).body()).contains("\"idle\":1800,");
      }
      assertThat(guest.get("/shared/studies").status()).isEqualTo(200);
    }

    @Test
    void whoDoesNotReadIsToldSo() {
      entered(shared());
      clock.turn(Duration.ofMinutes(30));
      assertThat(guest.follow(guest.get("/shared/studies")).text())
          .contains("The images are closed", "after 30 minutes without use", "You get a new code");
    }

    @Test
    void anOpenPageIsToldThatItsStudyOrItsShareIsGone() throws Exception {
      entered(shared());
      String state = "/shared/session/state?study=";
      assertThat(script(guest, state + owner.uid()).body()).contains("\"gone\":false");
      assertThat(script(guest, state + new TestStudy().uid()).body()).contains("\"gone\":true");
      try (ExecutorService waiting = Executors.newVirtualThreadPerTaskExecutor()) {
        Future<Page> page = waiting.submit(() -> script(guest, "/shared/session/end"));
        act("withdraw");
        assertThat(page.get(10, TimeUnit.SECONDS).body())
            .contains("\"session\":null", "\"ended\":true");
      }
    }
  }

  @Nested
  class H02_ACookieThatWasCopied {
    private static final String OTHER_VERSION = Browser.FIREFOX.replace("145", "146");

    private int status(String userAgent, String address) {
      rows.update(
          "update share_session set address = ? where share_id = ?::uuid", address, share());
      return guest
          .send(
              guest
                  .request(at(owner.study()) + "/series")
                  .setHeader("User-Agent", userAgent)
                  .GET()
                  .build())
          .status();
    }

    @Test
    void doesNotOpenTheShareInAnotherBrowser() {
      entered(shared());
      String here = "127.0.0.1";
      assertThat(status(Browser.FIREFOX, here)).isEqualTo(200);
      assertThat(status(Browser.FIREFOX, "198.51.100.7")).isEqualTo(200);
      assertThat(status(OTHER_VERSION, here)).isEqualTo(200);
      assertThat(status(OTHER_VERSION, "198.51.100.7")).isEqualTo(401);
      assertThat(status(Browser.FIREFOX.replace("Windows NT 10.0", "X11; Linux"), here))
          .isEqualTo(401);
      assertThat(status("Mozilla/5.0 Version/18.0 Safari/605.1", here)).isEqualTo(401);
      assertThat(status("curl/8", here)).isEqualTo(401);
      assertThat(status(Browser.FIREFOX, here)).isEqualTo(200);
    }

    @Test
    void isToldToFollowTheLinkAgain() {
      String link = shared();
      entered(link);
      Browser thief = new Browser(port, "curl/8");
      thief.setCookie("__Host-share", guest.cookie("__Host-share"));
      assertThat(thief.get("/shared/studies").status()).isEqualTo(302);
      assertThat(thief.get("/shared").text())
          .contains("They were opened in another browser", "follow the link")
          .doesNotContain("Dr Person");
      assertThat(script(thief, "/shared/session/state").body()).contains("\"session\":null");
      assertThat(guest.get("/shared/studies").status()).isEqualTo(200);
    }
  }

  @Test
  void O01_aSessionOfAShareOpensNoStream() {
    entered(shared());
    for (String stream :
        List.of("/login/phone/state", "/settings/confirm/wait", "/studies/news", "/session/left")) {
      Page page = guest.get(stream);
      assertThat(page.status()).as(stream).isIn(302, 401, 404);
      assertThat(page.header("Content-Type")).as(stream).doesNotContain("event-stream");
    }
    assertThat(guest.get("/app/api/requests").status()).isNotEqualTo(200);
  }

  @Test
  void Rule34_aDownloadOfAShareEndsWithinFiveSecondsOfItsWithdrawal() {
    owner = owners.signedIn(port, new TestStudy().images(60));
    entered(shared());
    Browser sharer = owner.browser();
    sharer.get("/studies/shared");
    TestArchive.wire()
        .slowDuring(
            () -> {
              try (HttpClient http = HttpClient.newHttpClient()) {
                InputStream body =
                    http.send(
                            guest.request(at(owner.study())).build(), BodyHandlers.ofInputStream())
                        .body();
                assertThat(body.read()).isPositive();
                sharer.post("/studies/shared/withdraw", "id", share());
                long start = System.nanoTime();
                assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
                assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(5));
              } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
  }

  @Test
  void whatWasSharedInASignInThatWasNotTheOwnersEnds() {
    String link = shared();
    Browser second = Visitors.signedIn(owner.person(), port);
    second.get("/settings/history");
    String reported =
        String.valueOf(
            rows.query("select sign_in_id from share where id = ?::uuid", share())
                .getFirst()
                .get("sign_in_id"));
    second.post("/settings/history/not-me", "id", reported);
    assertThat(guest.follow(guest.get(link)).status()).isEqualTo(410);
  }
}
