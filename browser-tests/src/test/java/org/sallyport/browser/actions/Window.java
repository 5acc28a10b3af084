package org.sallyport.browser.actions;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.ReducedMotion;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A window of a browser of its own: what a person sees and can do there. */
public final class Window implements AutoCloseable {
  private static final String NEAREST_LINE =
      "[ancestor::*[self::li or contains(concat(' ', @class, ' '), ' row ')][1]";

  private static final Set<Width> DARK = EnumSet.of(Width.PHONE, Width.HAND);

  private final String home;
  private final Width width;
  private final boolean script;
  private final BrowserContext profile;
  private final Page page;
  private final Complaints complaints;
  private @Nullable Response last;
  private int pages;

  /**
   * Opens it.
   *
   * @param home where the portal is, for example http://localhost:8080
   * @param script whether pages may run scripts
   */
  public Window(String home, Width width, boolean script) {
    this(home, width, script, null);
  }

  private Window(String home, Width width, boolean script, @Nullable String cookies) {
    this.home = home;
    this.width = width;
    this.script = script;
    this.profile =
        Chromium.profile(
            new Browser.NewContextOptions()
                .setViewportSize(width.pixels(), width.height())
                .setColorScheme(DARK.contains(width) ? ColorScheme.DARK : ColorScheme.LIGHT)
                .setLocale("en-GB")
                .setJavaScriptEnabled(script)
                .setStorageState(cookies));
    this.complaints = new Complaints(profile, home);
    this.page = profile.newPage();
    page.onResponse(this::answered);
    page.onFrameNavigated(frame -> pages++);
  }

  /** A browser into which somebody copied this one's cookies. */
  public Window copy() {
    return new Window(home, width, script, profile.storageState());
  }

  /** Ends the browser and starts it again: what was kept for the session alone is gone. */
  public void restart() {
    for (Cookie cookie : profile.cookies()) {
      if (Objects.requireNonNull(cookie.expires) < 0) {
        profile.clearCookies(new BrowserContext.ClearCookiesOptions().setName(cookie.name));
      }
    }
  }

  /** Gives the browser a device that keeps passkeys and verifies its user without being asked. */
  public void hasAuthenticator() {
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

  /** The page itself, for what only a test asks of it. */
  public Page page() {
    return page;
  }

  /** Goes to a path of the portal. */
  public void open(String path) {
    page.navigate(home + path);
  }

  public void reload() {
    page.reload();
  }

  public void type(String label, String text) {
    field(label).fill(text);
  }

  /** The field of that label. */
  public Locator field(String label) {
    return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
  }

  /** Presses a button and waits for the page that follows. */
  public void press(String name) {
    await(button(name)::click);
  }

  /** Presses one of several buttons of the same name. */
  public void press(Locator button) {
    await(button::click);
  }

  public Locator button(String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }

  /**
   * What can be pressed and reads like that to the eye, whatever more a screen reader says of it.
   *
   * @param line words in the line of the list or card where it stands; null for anywhere
   */
  public Locator pressable(String words, @Nullable String line) {
    String where = line == null ? "" : NEAREST_LINE + "[contains(., \"" + line + "\")]]";
    return page.locator(
            "xpath=//*[self::a or self::button][normalize-space(text())=\"" + words + "\"]" + where)
        .filter(new Locator.FilterOptions().setVisible(true));
  }

  /** Follows a link. */
  public void follow(String name) {
    await(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name))::click);
  }

  /** Follows the first of several links of that name. */
  public void followFirst(String name) {
    await(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name)).first()::click);
  }

  /** Pastes text where the cursor is. */
  public void paste(String text) {
    page.keyboard().insertText(text);
  }

  public void tick(String label) {
    field(label).check();
  }

  /** Presses a key and waits for the page that follows. */
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

  /** The status of the page's answer. */
  public int status() {
    return Objects.requireNonNull(last, "no page was opened").status();
  }

  public @Nullable String header(String name) {
    return Objects.requireNonNull(last, "no page was opened").headerValue(name);
  }

  /** Where the window is, without the query. */
  public String path() {
    return URI.create(page.url()).getPath();
  }

  public String heading() {
    return page.locator("h1").innerText().replaceAll("\\s+", " ");
  }

  /** The names of all things of that role that can be seen. */
  public List<String> named(AriaRole role) {
    return page.getByRole(role).allInnerTexts().stream()
        .map(text -> text.replaceAll("\\s+", " ").strip())
        .toList();
  }

  /** What is said to a screen reader of a field beside its label. */
  public String description(String label) {
    return (String)
        field(label)
            .evaluate(
                """
                field => (field.getAttribute('aria-describedby') || '').split(' ')
                  .map(id => document.getElementById(id)?.innerText ?? 'NOTHING CALLED ' + id).join(' ')
                """);
  }

  /** Everything on the page. */
  public String text() {
    return page.locator("body").innerText().replaceAll("\\s+", " ");
  }

  /** What a screen reader says at once when the page comes. */
  public String alert() {
    List<String> alerts = page.getByRole(AriaRole.ALERT).allInnerTexts();
    return String.join(" ", alerts).replaceAll("\\s+", " ");
  }

  /** Whether one would have to scroll sideways. */
  public boolean scrollsSideways() {
    return (Boolean)
        page.evaluate(
            "document.scrollingElement.scrollWidth > document.scrollingElement.clientWidth");
  }

  /** What keeps people out of the page. */
  public List<String> barriers() {
    return Barriers.of(page);
  }

  /** What is wrong with the page for whoever has only a keyboard. */
  public List<String> faultsOfFocus() {
    return Walk.faults(page);
  }

  public void resize(Width width) {
    page.setViewportSize(width.pixels(), width.height());
  }

  public void picture(Path file) {
    page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
  }

  /** Makes the system light or dark, at once. */
  public void lit(ColorScheme light) {
    page.emulateMedia(
        new Page.EmulateMediaOptions()
            .setColorScheme(light)
            .setReducedMotion(ReducedMotion.REDUCE));
  }

  /** What the browser complained of so far. */
  public List<String> complaints() {
    return complaints.all();
  }

  @Override
  public void close() {
    profile.close();
  }
}
