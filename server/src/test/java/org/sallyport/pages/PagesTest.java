package org.sallyport.pages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {
  private static final Renderer RENDERER = new Renderer();
  private static final Map<String, Document> PAGES = new HashMap<>();

  static Stream<Sample> pages() {
    return SamplePages.all();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void hasOneHeadingAndATitle(Sample sample) {
    Document page = rendered(sample);
    assertThat(page.select("h1")).hasSize(1);
    assertThat(page.title()).endsWith(" – Sallyport");
    assertThat(
            page.select(
                    "[role=alert].field__error, [role=alert] .field__error, [role=alert] .tries")
                .isEmpty())
        .isNotEqualTo(page.title().startsWith("Error: "));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyFormCarriesItsTokenOnce(Sample sample) {
    for (Element form : rendered(sample).select("form")) {
      assertThat(form.attr("method")).isEqualTo("post");
      if (form.hasAttr("data-sent")) {
        // Of another site, which may not learn the token.
        assertThat(form.select("input[name=_csrf]")).isEmpty();
        continue;
      }
      assertThat(form.attr("action")).startsWith("/");
      assertThat(form.select("input[name=_csrf][type=hidden]")).hasSize(1);
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyFieldHasALabel(Sample sample) {
    Document page = rendered(sample);
    for (Element field : page.select("input:not([type=hidden]):not([aria-hidden]), select")) {
      boolean labelled =
          field.closest("label") != null || !page.select("label[for=" + field.id() + "]").isEmpty();
      assertThat(labelled).as(field.outerHtml()).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyIdIsThereOnceAndFoundByWhoNamesIt(Sample sample) {
    Document page = rendered(sample);
    List<String> ids = page.select("[id]").eachAttr("id");
    assertThat(ids).doesNotHaveDuplicates();
    for (String by : List.of("aria-describedby", "aria-labelledby", "for")) {
      for (String named : page.select("[" + by + "]").eachAttr(by)) {
        assertThat(ids).contains(named.split(" "));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void needsNothingThatTheContentPolicyForbids(Sample sample) {
    Document page = rendered(sample);
    assertThat(page.select("[style], style, script:not([src]), [onclick], [onload]")).isEmpty();
    assertThat(page.select("[src], link[href]").stream())
        .allSatisfy(
            element ->
                assertThat(element.hasAttr("src") ? element.attr("src") : element.attr("href"))
                    .startsWith("/design/"));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void leavesNothingOfTheTemplateBehind(Sample sample) {
    assertThat(rendered(sample).outerHtml())
        .doesNotContain("th:", "${", "??", "null", "Exception", "Ask[", "Optional");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void hasAtMostOneEmphasizedButton(Sample sample) {
    assertThat(rendered(sample).select(".button--primary, .button--danger")).hasSizeLessThan(2);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void linksTheAccessibilityStatementInItsFooter(Sample sample) {
    assertThat(rendered(sample).select("footer a[href=/accessibility]").eachText())
        .containsExactly("Accessibility statement");
  }

  /** The viewer fills its window, and a mail is no page of the portal. */
  @Test
  void everyShellLinksTheAccessibilityStatement() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/resources/templates"))) {
      for (Path file : files.filter(it -> it.toString().endsWith(".html")).toList()) {
        String text = Files.readString(file, UTF_8);
        if (text.contains("<meta charset")
            && !file.endsWith("viewer.html")
            && !file.endsWith("sheet.html")) {
          assertThat(text).as(file.toString()).contains("@{/accessibility}");
        }
      }
    }
  }

  /** A fragment that replaces an element replaces its class, too. */
  @Test
  void nothingThatIsReplacedHasAClass() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/resources/templates"))) {
      for (Path file : files.filter(it -> it.toString().endsWith(".html")).toList()) {
        assertThat(Jsoup.parse(Files.readString(file, UTF_8)).select("[class][th:replace]"))
            .as(file.toString())
            .isEmpty();
      }
    }
  }

  @Nested
  class TheAccessibilityStatement {
    @Test
    void namesWhomToTellAndWhatIsMissing() {
      Document page = rendered("accessibility");
      assertThat(page.select("main").text())
          .contains(
              "portal.lindenmoor.example",
              "conforms in part",
              "Medical images have no text alternative",
              "not assessed by an independent body",
              "You can turn to the Monitoring Agency.");
      assertThat(page.select("main a").eachText()).contains("accessibility@lindenmoor.example");
      assertThat(rendered("accessibility-bare").select("main").text())
          .contains("desk@lindenmoor.example", "the authority that enforces");
    }
  }

  @Nested
  class TheWordsOfTheCodePage {
    @Test
    void areThoseThatOthersHoldOnTo() {
      Document page = rendered("code");
      assertThat(page.select("dialog[open] h1").text()).isEqualTo("Enter the code from message K7");
      assertThat(page.select("label[for=code]").text()).isEqualTo("One-Time-Password");
      assertThat(page.select("label:has([name=remember])").text())
          .isEqualTo("Remember this browser for 30 days");
      assertThat(page.select("main button").eachText())
          .containsExactly("Continue", "Resend One Time Password", "Not you? Start again");
    }

    @Test
    void sayWhereItWentAndHowLongItCounts() {
      assertThat(rendered("code").select("#code-sent").text())
          .isEqualTo(
              "Sent by SMS to +32 ••• •• •• 84 at 10:42 Delivery Accepted for delivery Valid for 20 minutes, until 11:02 CET");
    }

    @Test
    void tellAllWhoTypedAWrongOneHowManyTriesAreLeft() {
      Element alert = alert("code-wrong");
      assertThat(alert.text()).contains("That is not the code from message K7.", "3 tries left");
      assertThat(alert.select(".is-used")).hasSize(2);
      assertThat(alert("code-last").text()).contains("1 try left");
      assertThat(alert("code-none").text()).contains("No tries left");
      assertThat(alert("code-voided-typed").text())
          .contains("That is not the code from message K7.", "3 tries left");
    }

    @Test
    void keepTheCheckboxTickedAfterAWrongCode() throws Exception {
      Sample wrong = sample("code-wrong");
      assertThat(rendered(wrong).select("[name=remember][checked]")).isEmpty();
      assertThat(Jsoup.parse(RENDERER.renderTicked(wrong, "remember")).select("[checked]"))
          .hasSize(1);
    }

    @Test
    void leaveTheFieldEmptyAndReadyAfterAWrongCode() {
      for (String file :
          List.of(
              "code-wrong",
              "code-form",
              "code-superseded",
              "code-app-wrong",
              "code-recovery-wrong",
              "code-activation-wrong",
              "approve-wrong",
              "settings-link-wrong")) {
        Element field = Objects.requireNonNull(rendered(file).selectFirst("#code"), file);
        assertThat(field.hasAttr("value")).as(file).isFalse();
        assertThat(field.hasAttr("autofocus")).as(file).isTrue();
        assertThat(field.attr("aria-invalid")).as(file).isEqualTo("true");
        assertThat(field.attr("aria-describedby").split(" ")).as(file).contains("code-error");
        assertThat(rendered(file).select("#code-error").attr("role")).as(file).isEqualTo("alert");
      }
    }

    @Test
    void offerNoMoreCodesWhenTheAttemptHasHadThemAll() {
      Document page = rendered("code-exhausted");
      assertThat(page.select("button").eachText()).doesNotContain("Resend One Time Password");
      assertThat(page.select("main").text())
          .contains("No more codes can be sent in this sign-in. For a new one, start again.");
      assertThat(page.select("button").eachText()).contains("Start again");
    }

    @Test
    void offerOnlyANewCodeWhenThisOneIsVoid() {
      Document page = rendered("code-voided");
      assertThat(page.select("[role=alert]").text())
          .startsWith(
              "A newer code was requested by another sign-in to your account, so this one no longer"
                  + " works.");
      assertThat(page.select("#code")).isEmpty();
      assertThat(page.select(".notice form button").text()).isEqualTo("Resend One Time Password");
    }

    @Test
    void sayThatANewCodeWasSent() {
      assertThat(rendered("code-resent").select(".notice[role=status]").text())
          .isEqualTo("New code sent at 10:42, in message K7. The previous code no longer works.");
      assertThat(rendered("code").select(".notice")).isEmpty();
    }

    @Test
    void offerACallBesideResendAndChangeNoByteWhereCallsAreNotSetUp() throws Exception {
      Sample calls = sample("code-calls");
      assertThat(rendered(calls).select(".resend button").eachText())
          .containsExactly("Resend One Time Password", "Call me with the code");
      assertThat(rendered(calls).select("[name=call]").attr("data-ready-in")).isEqualTo("24");
      assertThat(html(calls).replaceFirst("\n *<button [^>]*name=\"call\"[^>]*>[^<]*</button>", ""))
          .isEqualTo(html(sample("code")));
      assertThat(rendered("code-called").select("main").text())
          .contains(
              "New code at 10:42, in message K7, which is spoken in a call to +32 ••• •• •• 84.",
              "by phone call to +32 ••• •• •• 84 at 10:42",
              "We are calling +32 ••• •• •• 84");
    }

    private static String html(Sample sample) throws Exception {
      return RENDERER.render(sample.template(), sample.model());
    }

    @Test
    void offerOnlyANewCodeWhenThisOneHasExpired() {
      for (String file : List.of("code-expired", "contact-expired", "confirm-expired")) {
        Document page = rendered(file);
        assertThat(page.select("[role=alert]").text())
            .as(file)
            .startsWith("It expired at 11:02 CET. Ask for a new one.");
        assertThat(page.select("main").text()).as(file).doesNotContain("until", "Valid");
        assertThat(page.select("#code")).as(file).isEmpty();
        assertThat(page.select(".notice button.button--primary").text())
            .as(file)
            .isEqualTo("Resend One Time Password");
      }
      assertThat(rendered("code-expired-exhausted").select(".notice button").text())
          .isEqualTo("Start again");
      assertThat(alert("code-expired-typed").text())
          .contains("That is not the code from message K7.", "4 tries left");
    }

    @ParameterizedTest
    @ValueSource(strings = {"code-expired-limit", "code-voided-limit", "code-unsent-limit"})
    void sayInEachStateWhyNoNewOneIsSent(String file) {
      assertThat(rendered(file).select("[role=alert]").text())
          .contains(
              "Our limit for codes to mobile numbers is reached.",
              "The next one can be sent at 11:40 CET.");
      assertThat(rendered(file).title()).startsWith("Error: ");
    }

    @Test
    void areThePagesTitleInEachState() {
      for (String file :
          List.of("code", "code-expired", "code-voided", "code-unsent", "code-app", "confirm")) {
        assertThat(rendered(file).title())
            .as(file)
            .isEqualTo(rendered(file).select("h1").text() + " – Sallyport");
      }
    }

    @Test
    void tellOfALostTryWhereNoCodeWasSentYet() {
      assertThat(rendered("code-unsent-typed").select("[role=alert]").text())
          .contains("That is not the code.", "3 tries left");
      assertThat(rendered("code-unsent").select("main").text())
          .contains("Codes sent before do not work here. A new one can be sent in 24 s.");
    }

    @Test
    void sayWhereTheNextOneGoesAndWhen() {
      Document page = rendered("code-unsent");
      assertThat(page.select("h1").text()).isEqualTo("Ask for your code by SMS");
      assertThat(page.select("#code")).isEmpty();
      assertThat(page.select("[data-ready-in=24]").text()).isEqualTo("Resend One Time Password");
      assertThat(page.select("main").text()).contains("in 24 s", "Goes to +32 ••• •• •• 84");
      assertThat(alert("code-unsent-early").text()).contains("A code was sent a moment ago.");
    }

    @Test
    void letWhatWasTypedBeCorrectedOrLeft() {
      Document settings = rendered("contact");
      assertThat(settings.select(".ways a").attr("href")).isEqualTo("/settings/phone");
      assertThat(settings.select(".ways").text()).isEqualTo("Change it Cancel");
      assertThat(rendered("contact-unsent").select(".ways").text()).isEqualTo("Change it Not now");
    }

    private Element alert(String file) {
      return Objects.requireNonNull(rendered(file).selectFirst("[role=alert]"));
    }
  }

  @Nested
  class ThePageThatAsksAPhone {
    @Test
    void showsALongNumberAsACodeToBeScannedToo() {
      for (String file : List.of("approve-six", "approve-confirm-six")) {
        Document page = rendered(file);
        assertThat(page.select(".digits").text()).startsWith("Your number is 470 812");
        assertThat(page.select(".waiting svg.qr[role=img]").attr("aria-label"))
            .isEqualTo("QR code for the app; it contains the same number");
      }
    }

    @Test
    void showsAShortNumberAndWhatIsOverWithoutOne() {
      for (String file :
          List.of("approve", "approve-confirm", "approve-approved", "approve-denied")) {
        assertThat(rendered(file).select(".qr, .scanned")).as(file).isEmpty();
      }
    }
  }

  @Nested
  class TheFieldForTheCode {
    @Test
    void isOneThatPhonesAndManagersFill() {
      Element field = Objects.requireNonNull(rendered("code").selectFirst("#code"));
      assertThat(field.attr("type")).isEqualTo("text");
      assertThat(field.attr("inputmode")).isEqualTo("numeric");
      assertThat(field.attr("autocomplete")).isEqualTo("one-time-code");
      assertThat(field.hasAttr("maxlength")).isFalse();
      assertThat(List.of("418207", "418 207", "418-207", " 418207 "))
          .allMatch(typed -> typed.matches(field.attr("pattern")));
    }
  }

  @Nested
  class TheNameOfADevice {
    @Test
    void isWhatWasTypedOrProposed() {
      assertThat(rendered("settings-link-passkey").select("#name").val())
          .isEqualTo("Chrome on Linux");
      assertThat(rendered("settings-link-passkey-wrong").select("#name").val()).isEqualTo("My key");
    }
  }

  /** A parameter of a layout shadows a page's variable of the same name. */
  @ParameterizedTest
  @ValueSource(strings = {"account", "admin", "gate", "portal"})
  void noPageReadsTheParametersOfItsLayout(String frame) throws IOException {
    List<String> given = new ArrayList<>();
    Matcher fragment =
        Pattern.compile("th:fragment=\"\\w+\\(([^)]+)\\)\"").matcher(template("layout/" + frame));
    while (fragment.find()) {
      given.addAll(List.of(fragment.group(1).split(", ")));
    }
    Pattern read =
        Pattern.compile("\\$\\{[^}]*(?<![.\\w'-])(" + String.join("|", given) + ")\\b(?![('])");
    Set<String> templates = pages().map(Sample::template).collect(Collectors.toSet());
    assertThat(given).isNotEmpty();
    for (String page : templates) {
      String text = template(page);
      if (text.contains("layout/" + frame + " :: page(")) {
        assertThat(read.matcher(text).results().map(MatchResult::group)).as(page).isEmpty();
      }
    }
  }

  private static String template(String name) throws IOException {
    return Files.readString(Path.of("src/main/resources/templates", name + ".html"), UTF_8);
  }

  @Nested
  class TheWarningBeforeASessionEnds {
    @Test
    void isThereForTheScriptAndClosedWithoutIt() {
      Element warning =
          Objects.requireNonNull(rendered("settings-security-stay").selectFirst("dialog.stay"));
      assertThat(warning.hasAttr("open")).isFalse();
      assertThat(warning.attr("role")).isEqualTo("alertdialog");
      assertThat(warning.select("button:not([hidden])").text()).isEqualTo("Stay signed in");
      assertThat(rendered("settings-security").select("dialog.stay")).isEmpty();
    }
  }

  @Nested
  class TheChooser {
    @Test
    void showsTheAppFirst() {
      Document page = rendered("method");
      assertThat(page.select("dialog[open] h1").text()).isEqualTo("Choose your two-factor method");
      assertThat(page.select(".choice__name").eachText())
          .containsExactly(
              "Sallyport Authenticator app (recommended)",
              "One-Time-Password by SMS",
              "One-Time-Password by e-mail");
      assertThat(page.select("#method-app-note").text())
          .contains("The most secure of those with a phone");
      assertThat(page.select("input[value=app]").hasAttr("disabled")).isFalse();
      assertThat(page.select("input[checked]").val()).isEqualTo("app");
      assertThat(page.select("main details")).isEmpty();
    }

    @Test
    void keepsTheOthersUnderMoreWays() {
      Document page = rendered("method-more");
      assertThat(page.select("fieldset > div .choice")).hasSize(3);
      assertThat(page.select("main details:not([open]) > summary").text()).isEqualTo("More ways");
      assertThat(page.select("details input[name=method]").eachAttr("value"))
          .containsExactly("totp", "none");
      assertThat(page.select("details input[checked]")).isEmpty();
    }
  }

  @Nested
  class ThePortal {
    @Test
    void showsThePersonsNameAndNotTheUsername() {
      assertThat(rendered("settings-security").select(".bar__name").text())
          .isEqualTo("Dr Hester Brambleway");
    }

    @Test
    void leadsToSecurityAsTheMenuSays() {
      Document page = rendered("settings-security");
      assertThat(page.select(".crumbs li").eachText())
          .containsExactly("User settings", "My Account", "Security");
      assertThat(page.select(".sidenav a").eachAttr("href"))
          .containsExactly(
              "/settings/account",
              "/settings/devices",
              "/settings/recovery",
              "/settings/browsers",
              "/settings/applications",
              "/settings/groups",
              "/settings/history",
              "/settings/notifications",
              "/settings/language",
              "/settings/sessions",
              "/settings/data");
      assertThat(page.select(".bar__nav [aria-current], .sidenav [aria-current]").eachText())
          .containsExactly("User settings", "Security");
    }

    @Test
    void asksWhoseSignInItWasOnlyWhereSomethingWasOpened() {
      Document page = rendered("settings-history");
      assertThat(page.select(".c-act").eachText())
          .containsExactly(
              "This session",
              "No access",
              "This wasn’t me: Signed in, 23 Nov 2026, 10:42",
              "You reported this",
              "This wasn’t me: Code expired, 21 Nov 2026, 10:42");
      assertThat(page.select(".day").eachText())
          .containsExactly("Today", "Yesterday, 23 Nov 2026", "21 Nov 2026");
    }
  }

  @Test
  void aLockedAccountSeesWhomToAsk() {
    Document page = rendered("locked");
    assertThat(page.select("h1").text()).isEqualTo("Your account is locked");
    assertThat(page.select("main").text())
        .contains("Ask the imaging desk to unlock it.", "24 Nov 2026, 10:47 CET", "lock L-2207");
  }

  @Test
  void aWaitIsSaidInWords() {
    assertThat(rendered("error-429").select(".gate__lead").text()).contains("Wait 12 seconds,");
    assertThat(rendered("error-429-one").select(".gate__lead").text()).contains("Wait 1 second,");
    assertThat(rendered("error-429-long").select(".gate__lead").text()).contains("10 minutes");
    assertThat(rendered("error-429-bare").select(".gate__lead").text()).contains("a minute");
  }

  private static Document rendered(String file) {
    return rendered(sample(file));
  }

  private static Sample sample(String file) {
    return pages().filter(sample -> sample.file().equals(file)).findFirst().orElseThrow();
  }

  private static Document rendered(Sample sample) {
    return PAGES.computeIfAbsent(sample.file(), file -> render(sample));
  }

  /** The rendered pages are kept in target/pages for inspection. */
  private static Document render(Sample sample) {
    try {
      String html = RENDERER.render(sample.template(), sample.model());
      Path folder = Files.createDirectories(Path.of("target", "pages"));
      Files.writeString(folder.resolve(sample.file() + ".html"), html, UTF_8);
      return Jsoup.parse(html);
    } catch (Exception e) {
      throw new AssertionError(sample.file(), e);
    }
  }
}
