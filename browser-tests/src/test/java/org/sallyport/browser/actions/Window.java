package org.sallyport.browser.actions;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.SameSiteAttribute;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A browser window with a separate profile: what a user sees and does there. */
public final class Window implements PortalWindow, AutoCloseable {
  private static final String NEAREST_LINE =
      "[ancestor::*[self::li or self::tr or contains(concat(' ', @class, ' '), ' row ')][1]";

  private static final Set<Width> DARK = EnumSet.of(Width.PHONE, Width.HAND);

  private final String home;
  private final Width width;
  private final boolean script;
  private final BrowserContext profile;
  private final Page page;
  private final BrowserProblems complaints;
  private final Consumer<Response> answered = this::answered;
  private final Consumer<Frame> navigated = this::navigated;
  private final Consumer<Page> loaded = this::loaded;

  /** The driver closes dialogs too, but ends if the page was left meanwhile. */
  private final Consumer<Dialog> asked = Window::close;

  private @Nullable Response last;
  private String address = "";
  private int pages;

  /** Whether the profile gets what {@link Chromium#giveBack} does not remove. */
  private boolean ofOneTest;

  /** Whether the browser draws only while the test moves its clock. */
  private boolean clockReplaced;

  /** Whether a test got the page itself, and may have changed what cannot be taken back. */
  private boolean handedOut;

  /**
   * Opens the window.
   *
   * @param home address of the portal, for example http://localhost:8080
   * @param script whether pages may run scripts
   */
  public Window(String home, Width width, boolean script) {
    this(
        home,
        width,
        script,
        width == Width.HAND ? Chromium.newProfile(script) : Chromium.profile(script),
        width == Width.HAND);
  }

  /** What the browser of most windows calls itself. */
  public static String usualUserAgent() {
    return Chromium.userAgent();
  }

  /** Opens the window of a phone with a camera and notifications. */
  public static Window withCamera(String home) {
    return new Window(home, Width.HAND, true, Chromium.wholeProfile(), true);
  }

  /** Opens a window on a screen whose ratio is real, with a fixed size. */
  public static Window onScreen(String home, double ratio) {
    return new Window(home, Width.DESK, true, Chromium.forcedProfile(ratio), true);
  }

  private Window(
      String home, Width width, boolean script, BrowserContext profile, boolean ofOneTest) {
    this.home = home;
    this.width = width;
    this.script = script;
    this.ofOneTest = ofOneTest;
    this.profile = profile;
    this.complaints = new BrowserProblems(profile, home);
    profile.onDialog(asked);
    this.page = Chromium.page(profile);
    if (page.viewportSize() != null) {
      resize(width);
    }
    page.emulateMedia(
        new Page.EmulateMediaOptions()
            .setColorScheme(DARK.contains(width) ? ColorScheme.DARK : ColorScheme.LIGHT)
            .setReducedMotion(ReducedMotion.NO_PREFERENCE));
    page.onResponse(answered);
    page.onFrameNavigated(navigated);
    page.onDOMContentLoaded(loaded);
  }

  /** A browser with a copy of this one's cookies. */
  public Window copy() {
    Window copy = new Window(home, width, script);
    copy.profile.addCookies(profile.cookies());
    return copy;
  }

  @Override
  public void restart() {
    for (Cookie cookie : profile.cookies()) {
      if (Objects.requireNonNull(cookie.expires) < 0) {
        profile.clearCookies(new BrowserContext.ClearCookiesOptions().setName(cookie.name));
      }
    }
  }

  /** Adds a virtual authenticator that stores passkeys and verifies the user automatically. */
  public void hasAuthenticator() {
    ofOneTest = true;
    JsonObject device = new JsonObject();
    device.addProperty("protocol", "ctap2");
    device.addProperty("transport", "internal");
    for (String able : List.of("hasResidentKey", "hasUserVerification", "isUserVerified")) {
      device.addProperty(able, true);
    }
    JsonObject parameters = new JsonObject();
    parameters.add("options", device);
    CDPSession devtools = profile.newCDPSession(page);
    devtools.send("WebAuthn.enable");
    devtools.send("WebAuthn.addVirtualAuthenticator", parameters);
  }

  /** Replaces the clock of the browser by one that the test moves. */
  public void installsClock() {
    page.clock().install();
    clockReplaced = true;
    ofOneTest = true;
  }

  /** The Playwright page, for checks that only a test makes. */
  public Page page() {
    handedOut = true;
    return page;
  }

  @Override
  public void open(String path) {
    Chromium.open(page, home + path);
  }

  @Override
  public String submit(String path, String... fields) {
    FormData form = FormData.create();
    for (int i = 0; i < fields.length; i += 2) {
      form.set(fields[i], fields[i + 1]);
    }
    return new FormPosts(profile.request(), home, userAgent()).submit(path, form);
  }

  @Override
  public String userAgent() {
    return Chromium.userAgent(page);
  }

  @Override
  public void store(jakarta.servlet.http.Cookie... cookies) {
    profile.addCookies(
        Arrays.stream(cookies)
            .filter(cookie -> cookie.getMaxAge() != 0)
            .map(Window::stored)
            .toList());
  }

  private static Cookie stored(jakarta.servlet.http.Cookie cookie) {
    Cookie stored = new Cookie(cookie.getName(), cookie.getValue());
    stored.setDomain("localhost").setPath(cookie.getPath()).setSameSite(SameSiteAttribute.LAX);
    stored.setSecure(cookie.getSecure()).setHttpOnly(cookie.isHttpOnly());
    return cookie.getMaxAge() < 0
        ? stored
        : stored.setExpires(System.currentTimeMillis() / 1000.0 + cookie.getMaxAge());
  }

  @Override
  public void reload() {
    page.reload();
  }

  @Override
  public void type(String label, String text) {
    field(label).fill(text);
  }

  /** The field with that label. */
  public Locator field(String label) {
    return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
  }

  @Override
  public void press(String name) {
    if (button(name).count() == 0) {
      unfold(page.locator("button", new Page.LocatorOptions().setHasText(name)));
    }
    await(button(name)::click);
  }

  /**
   * Presses a button that changes the page by a script, after the page has been laid out for the
   * present size of the window: a script may move buttons then.
   */
  public void use(String name) {
    if (!clockReplaced) {
      page.evaluate("() => new Promise(requestAnimationFrame)");
    }
    if (button(name).count() == 0) {
      unfold(
          page.locator("button", new Page.LocatorOptions().setHasText(name))
              .or(page.locator("button[aria-label='" + name + "']")));
    }
    button(name).click();
  }

  /** Opens what hides the first of some controls, as a reader who looks for it does. */
  private void unfold(Locator hidden) {
    Locator closed = hidden.locator("xpath=ancestor::details[not(@open)]/summary");
    Locator panel = hidden.locator("xpath=ancestor::*[@popover]");
    if (closed.count() > 0) {
      closed.first().click();
    } else if (panel.count() > 0) {
      page.locator("[aria-controls=" + panel.first().getAttribute("id") + "]").click();
    }
  }

  /** Presses one of several buttons with the same name. */
  public void press(Locator button) {
    await(button::click);
  }

  public Locator button(String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }

  /**
   * A control with that visible text, whatever its accessible name adds.
   *
   * @param line text of the list row or card that contains it; null for anywhere
   */
  public Locator pressable(String words, @Nullable String line) {
    String where = line == null ? "" : NEAREST_LINE + "[contains(., \"" + line + "\")]]";
    Locator called =
        page.locator(
            "xpath=//*[self::a or self::button][normalize-space(text())=\""
                + words
                + "\"]"
                + where);
    Locator visible = called.filter(new Locator.FilterOptions().setVisible(true));
    if (visible.count() == 0) {
      unfold(called);
    }
    return visible;
  }

  @Override
  public void follow(String name) {
    await(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name))::click);
  }

  /** Follows the link with exactly that name, for example "Share" beside "Shared by me". */
  public void followExactly(String name) {
    await(
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true))
            ::click);
  }

  /** Follows the first of several links with that name. */
  public void followFirst(String name) {
    await(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name)).first()::click);
  }

  /** Pastes text at the cursor. */
  public void paste(String text) {
    page.keyboard().insertText(text);
  }

  @Override
  public void tick(String label) {
    Locator closed = field(label).locator("xpath=ancestor::details[not(@open)]/summary");
    if (closed.count() > 0) {
      closed.click();
    }
    field(label).check();
  }

  /** Presses a key and waits for the next page. */
  public void send(String key) {
    await(() -> page.keyboard().press(key));
  }

  private void await(Runnable act) {
    int before = pages;
    act.run();
    page.waitForCondition(() -> pages > before);
    page.waitForLoadState();
  }

  private void answered(Response response) {
    if (response.request().isNavigationRequest()) {
      last = response;
    }
  }

  private void loaded(Page it) {
    pages++;
  }

  /** A script that only notes something in the history of the same page does not lead on. */
  private void navigated(Frame frame) {
    if (!frame.url().equals(address)) {
      address = frame.url();
      pages++;
    }
  }

  @Override
  public int status() {
    return Objects.requireNonNull(last, "no page was opened").status();
  }

  @Override
  public @Nullable String header(String name) {
    return Objects.requireNonNull(last, "no page was opened").headerValue(name);
  }

  @Override
  public String path() {
    return URI.create(page.url()).getPath();
  }

  /** How many headings of the first level the page has. */
  public int headings() {
    return page.locator("h1").count();
  }

  @Override
  public String heading() {
    return page.locator("h1").innerText().replaceAll("\\s+", " ");
  }

  @Override
  public List<String> named(AriaRole role) {
    return page.getByRole(role).allInnerTexts().stream()
        .map(text -> text.replaceAll("\\s+", " ").strip())
        .toList();
  }

  @Override
  public String description(String label) {
    return (String)
        field(label)
            .evaluate(
                """
                field => (field.getAttribute('aria-describedby') || '').split(' ')
                  .map(id => document.getElementById(id)?.innerText ?? 'NOTHING CALLED ' + id).join(' ')
                """);
  }

  @Override
  public String text() {
    return page.locator("body").innerText().replaceAll("\\s+", " ");
  }

  @Override
  public String source() {
    return page.content();
  }

  @Override
  public String alert() {
    List<String> alerts = page.getByRole(AriaRole.ALERT).allInnerTexts();
    return String.join(" ", alerts).replaceAll("\\s+", " ");
  }

  /** Whether the page scrolls horizontally. */
  public boolean scrollsSideways() {
    return (Boolean)
        page.evaluate(
            "document.scrollingElement.scrollWidth > document.scrollingElement.clientWidth");
  }

  private static final String WIDER =
      """
      () => [...document.body.querySelectorAll('*')]
        .filter(it => it.getBoundingClientRect().right > document.scrollingElement.clientWidth + 0.5
          || (document.documentElement.dir === 'rtl' && it.getBoundingClientRect().left < -0.5))
        .map(it => it.tagName + '.' + it.className + ' ' + it.textContent.trim().slice(0, 60))
      """;

  /** The elements that end beyond the edge of the window, for the message of a test. */
  public String beyondTheEdge() {
    return String.valueOf(page.evaluate(WIDER));
  }

  private static final String LENGTHENS =
      """
      () => {
        const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        for (let it = texts.nextNode(); it; it = texts.nextNode()) {
          it.data = it.data.replace(/[^\\s@(“]+@[^\\s@,;)”]+/g,
            'somebodywithaverylongnameofallthings' + '@' + 'departmentofradiologyandimaging.lindenmoor.example');
        }
      }
      """;

  /** Puts a long address, in which no line can break, wherever the page shows one. */
  public void lengthensAddresses() {
    page.evaluate(LENGTHENS);
  }

  /** The language and direction that the page says it is in. */
  public String language() {
    return String.valueOf(
        page.evaluate("document.documentElement.lang + ' ' + document.documentElement.dir"));
  }

  /** Shows another page at the address of this one, without its scripts. */
  public void shows(String html) {
    page.setContent(html.replaceAll("(?s)<script.*?</script>", ""));
  }

  /** The accessibility violations of the page. */
  public List<String> barriers() {
    return Barriers.of(page);
  }

  /** The accessibility violations of the page that its colours cause. */
  public List<String> barriersOfColours() {
    return Barriers.ofColours(page);
  }

  /** The faults of the page for keyboard users. */
  public List<String> faultsOfFocus() {
    return FocusOrder.faults(page);
  }

  public void resize(Width width) {
    page.setViewportSize(width.pixels(), width.height());
  }

  /**
   * Moves the window to another screen, and zooms as the browser does: to fewer CSS pixels, each of
   * more pixels of the screen.
   *
   * @param ratio of the screen
   */
  public void moveTo(double ratio, double zoom) {
    ofOneTest = true;
    JsonObject metrics = new JsonObject();
    metrics.addProperty("width", Math.round(width.pixels() / zoom));
    metrics.addProperty("height", Math.round(width.height() / zoom));
    metrics.addProperty("deviceScaleFactor", ratio * zoom);
    metrics.addProperty("mobile", false);
    profile.newCDPSession(page).send("Emulation.setDeviceMetricsOverride", metrics);
    // With an emulated screen, media queries are asked anew only if another value changes.
    for (ReducedMotion motion : List.of(ReducedMotion.REDUCE, ReducedMotion.NO_PREFERENCE)) {
      page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(motion));
    }
  }

  public void picture(Path file) {
    page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
  }

  /** Switches the system's colour scheme at once. */
  public void lit(ColorScheme light) {
    page.emulateMedia(
        new Page.EmulateMediaOptions()
            .setColorScheme(light)
            .setReducedMotion(ReducedMotion.REDUCE));
  }

  /** Lets the browser leave for an application that signs people in here. */
  public void mayLeaveFor(String destination) {
    complaints.expect(destination);
  }

  /** The problems reported by the browser so far. */
  public List<String> complaints() {
    return complaints.all();
  }

  /** Closes a dialog as the driver does, for example one of a file in the browser's own viewer. */
  private static void close(Dialog dialog) {
    try {
      if (dialog.type().equals("beforeunload")) {
        dialog.accept();
      } else {
        dialog.dismiss();
      }
    } catch (PlaywrightException left) {
      System.err.println("the page of a dialog was left: " + left.getMessage());
    }
  }

  @Override
  public void close() {
    complaints.stop();
    profile.offDialog(asked);
    if (ofOneTest) {
      profile.close();
      return;
    }
    page.offResponse(answered);
    page.offFrameNavigated(navigated);
    page.offDOMContentLoaded(loaded);
    if (handedOut) {
      page.close();
    }
    Chromium.giveBack(profile, script);
  }
}
