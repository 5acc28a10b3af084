package org.sallyport.browser.scenarios.studies;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.browser.actions.Links;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.scenarios.guide.Guide;
import org.sallyport.browser.scenarios.pages.SharingSpots;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.archive.TestReport;
import org.sallyport.testing.archive.TestStudy;
import org.sallyport.testing.archive.TestVideo;
import org.sallyport.testing.messages.Codes;

/** What other tabs of a browser show after a session has ended: nothing of a patient (rule 34). */
class EndedSessionTest extends ViewerScenario {
  private static final String PICTURES_ARE_THERE =
      "() => [...document.images].every(it => it.complete || it.getBoundingClientRect().top > innerHeight)";

  private static final String PATIENT = "Lindqvist";

  /** Whether anything is seen but the sentence that says why nothing is. */
  private static final String NOTHING_IS_SEEN =
      """
      () => document.title === 'Sallyport'
        && [...document.querySelectorAll('body *')].every(
          it => it.matches('.checking, .checking *') || getComputedStyle(it).visibility === 'hidden')
      """;

  private static final double SECOND = 1000;
  private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(700);

  /** Says that the browser kept the page for Back, and that it shows it again. */
  private static final String LEAVES =
      "dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))";

  private static final String COMES_BACK =
      "dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))";

  @SuppressWarnings("NullAway.Init") // set by signedIn
  private TestStudy study;

  private @Nullable BrowserContext offline;

  /** A browser is used again by the next test. */
  @AfterEach
  void setOnline() {
    if (offline != null) {
      offline.setOffline(false);
    }
  }

  private void setOffline(Page page, boolean is) {
    offline = page.context();
    offline.setOffline(is);
  }

  private Window signedIn(Width width) {
    Person reader = people.byEmail();
    study = shelf.reported(reader);
    return Guide.inChromium(this, width).inside(reader).window();
  }

  private static Page tab(Window window, String path) {
    Page tab = window.page().context().newPage();
    tab.navigate(address(window, path));
    return tab;
  }

  private static String address(Window window, String path) {
    return window.page().url().replaceFirst("(?<=[0-9])/.*", path);
  }

  private Page viewer(Window window) {
    return viewer(window, "/studies/" + study.uid() + "/view");
  }

  /**
   * Opens the viewer and waits until it has been answered all that its script asks for: after the
   * end it would be refused, which is right, and counts as a complaint.
   */
  private static Page viewer(Window window, String path) {
    Page viewer = window.page().context().newPage();
    Set<Request> unanswered = new HashSet<>();
    AtomicLong last = new AtomicLong();
    viewer.onRequest(
        request -> {
          if (request.url().contains("/studies/")) {
            unanswered.add(request);
            last.set(System.nanoTime());
          }
        });
    viewer.onResponse(response -> unanswered.remove(response.request()));
    viewer.onRequestFailed(unanswered::remove);
    viewer.navigate(address(window, path));
    viewer.waitForSelector(SHOWN);
    viewer.waitForCondition(
        () -> unanswered.isEmpty() && System.nanoTime() - last.get() > QUIET_NANOS);
    return viewer;
  }

  private static void showsNoPatient(Page page, String url) {
    page.waitForURL(url);
    assertThat(page.content()).doesNotContain(PATIENT).doesNotContain("<canvas");
    assertThat(page.title()).doesNotContain(PATIENT);
  }

  @Test
  void afterSigningOutInOneTabTheOthersAreCleared() {
    Window window = signedIn(Width.DESK);
    Page viewer = viewer(window);
    Page page = tab(window, "/studies");
    page.getByText(PATIENT).first().click();
    page.waitForURL("**/studies/" + study.uid());
    window.open("/studies");
    window.press("Sign out");
    showsNoPatient(viewer, "**/login?out");
    showsNoPatient(page, "**/login?out");
    assertThat(page.getByText("You are signed out.").isVisible()).isTrue();
    page.goBack();
    showsNoPatient(page, "**/login");
  }

  @Test
  void withoutTheNetworkPagesOfAllKindsAreHiddenAtOnceByASignOut() {
    Person admin = people.admin();
    study = shelf.reported(admin);
    TestVideo.store(study, 92, TestVideo.mp4(), TestVideo.H264);
    Window window = Guide.inChromium(this, Width.DESK).inside(admin).window();
    String here = "/studies/" + study.uid();
    List<Page> pages = new ArrayList<>(List.of(viewer(window)));
    Stream.of(
            "/studies?q=" + PATIENT,
            here,
            here + "/reports/" + TestReport.uid(study),
            here + "/reports/" + study.instanceUid(91, 1),
            here + "/view?series=" + study.seriesUid(92),
            here + "/log",
            "/studies/share?study=" + study.uid(),
            "/settings/account",
            "/settings/devices",
            "/admin",
            "/admin/audit",
            "/accessibility")
        .forEach(path -> pages.add(tab(window, path)));
    List<String> titles = pages.stream().map(Page::title).toList();
    window.open("/studies");
    setOffline(window.page(), true);
    submit(window.page(), "[data-sign-out]");
    pages.forEach(EndedSessionTest::isHidden);
    pages.getFirst().getByText("This page is hidden until the server confirms").waitFor();
    setOffline(window.page(), false);
    for (int i = 0; i < pages.size(); i++) {
      pages.get(i).waitForFunction("() => !('checking' in document.documentElement.dataset)");
      assertThat(pages.get(i).title()).isEqualTo(titles.get(i));
    }
    window.open("/studies");
    window.page().waitForResponse("**/logout", () -> submit(window.page(), "[data-sign-out]"));
    setOffline(window.page(), true);
    pages.stream().filter(it -> !it.url().contains("/login")).forEach(EndedSessionTest::isHidden);
    setOffline(window.page(), false);
    pages.stream()
        .filter(it -> !it.url().startsWith("chrome-error:"))
        .forEach(it -> showsNoPatient(it, "**/login?out"));
  }

  private static void submit(Page page, String form) {
    page.evaluate("form => { document.querySelector(form).requestSubmit(); }", form);
  }

  private static void isHidden(Page page) {
    page.waitForFunction(
        NOTHING_IS_SEEN, null, new Page.WaitForFunctionOptions().setTimeout(SECOND));
  }

  @Test
  void withoutTheNetworkPagesAreHiddenWhenTheirSessionMustHaveTimedOut() {
    Window window = signedIn(Width.PHONE);
    Page page = tab(window, "/studies/" + study.uid());
    setOffline(page, true);
    page.evaluate("() => { const now = Date.now; Date.now = () => now() + 31 * 60 * 1000; }");
    page.waitForFunction(
        "() => !document.body?.innerText.includes('" + PATIENT + "')",
        null,
        new Page.WaitForFunctionOptions().setTimeout(SECOND));
    setOffline(page, false);
  }

  @Test
  void theBareAddressesOfFilesLeadToPages() {
    Window window = signedIn(Width.DESK);
    TestVideo.store(study, 92, TestVideo.mp4(), TestVideo.H264);
    String here = "/studies/" + study.uid();
    String letter = here + "/reports/" + study.instanceUid(91, 1);
    String series = "/series/" + study.seriesUid(1);
    Map.of(
            here + "/objects/" + study.instanceUid(92, 1) + "/video",
            here,
            here + series + "/preview",
            here,
            letter + "/document/view",
            letter,
            "/dicom-web" + here + series + "/metadata",
            here,
            "/dicom-web/studies",
            "/studies")
        .forEach(
            (bare, page) -> {
              window.page().navigate(address(window, bare));
              assertThat(window.page().url()).isEqualTo(address(window, page));
            });
  }

  @Test
  void afterAnEndElsewhereAllAreClearedAndSayWhy() {
    Window window = signedIn(Width.PHONE);
    Page viewer = viewer(window);
    Window other = copy(window);
    other.open("/settings/account");
    other.press("Sign out");
    for (Page page : new Page[] {viewer, window.page()}) {
      showsNoPatient(page, "**/login");
      assertThat(page.locator("body").innerText()).contains("Your session was ended");
    }
  }

  @Test
  void aPageThatTheBrowserKeptForBackStaysHiddenUntilItsSessionIsKnownToLast() {
    Window window = signedIn(Width.PHONE);
    Page page = tab(window, "/studies/" + study.uid());
    page.evaluate(LEAVES);
    assertThat(page.locator("h1").isVisible()).isFalse();
    page.evaluate(COMES_BACK);
    page.locator("h1").waitFor();
    page.evaluate(LEAVES);
    window.open("/settings/account");
    window.press("Sign out");
    comesBackUnlessItLeaves(page);
    showsNoPatient(page, "**/login?out");
  }

  /** The page is told of the end, and may be leaving at this moment. */
  private static void comesBackUnlessItLeaves(Page page) {
    try {
      page.evaluate(COMES_BACK);
    } catch (PlaywrightException e) {
      if (!e.toString().contains("Execution context was destroyed")) {
        throw e;
      }
    }
  }

  @Test
  void aPageOfAnEarlierSessionIsClosedWhenSomebodyElseSignsIn() {
    Window window = signedIn(Width.DESK);
    Page page = tab(window, "/studies/" + study.uid());
    Window other = Guide.inChromium(this, Width.DESK).inside(people.byEmail()).window();
    window.page().context().addCookies(other.page().context().cookies().stream().toList());
    window.page().evaluate("new BroadcastChannel('/session').postMessage('look')");
    showsNoPatient(page, "**/session/other");
    assertThat(page.getByRole(AriaRole.HEADING).innerText()).contains("This page was closed");
  }

  @Test
  void aGuestsPagesAreClearedWhenTheShareIsWithdrawn() {
    Window owner = signedIn(Width.DESK);
    owner.open("/studies/share?study=" + study.uid());
    String to = "ended@elsewhere.example";
    SharingSpots.shares(owner, to);
    Window guest = window(Width.PHONE);
    guest.open(Links.next(to));
    guest.press("Send me the code");
    guest.type("One-Time-Password", Codes.next(to));
    guest.press("Continue");
    Page viewer = viewer(guest, "/shared/studies/" + study.uid() + "/view");
    guest.page().waitForFunction(PICTURES_ARE_THERE);
    hidesAGuestsPages(guest, viewer);
    owner.open("/studies/shared");
    owner.press("Withdraw");
    for (Page page : new Page[] {viewer, guest.page()}) {
      showsNoPatient(page, "**/shared");
      assertThat(page.locator("body").innerText()).contains("They are no longer shared with you.");
    }
  }

  /** The message of a tab that closes the share; the server does not know of it. */
  private void hidesAGuestsPages(Window guest, Page viewer) {
    setOffline(viewer, true);
    viewer.evaluate("new BroadcastChannel('/shared/session').postMessage('sign-out')");
    isHidden(viewer);
    isHidden(guest.page());
    setOffline(viewer, false);
    viewer.waitForFunction("() => !('checking' in document.documentElement.dataset)");
  }
}
