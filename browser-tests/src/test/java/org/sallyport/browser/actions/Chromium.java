package org.sallyport.browser.actions;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * The browser processes of the tests: the installed Chromium, restricted to connections to this
 * machine. Most tests use its headless shell, which takes less than half of the processor time;
 * camera and notifications need the whole browser.
 */
final class Chromium {
  private static final Path SHELL = Path.of("/usr/bin/chromium-headless-shell");
  private static final Path FULL_BROWSER = Path.of("/usr/bin/chromium");

  /** Nothing takes so long, also on a machine that is busy with other things for a while. */
  private static final int TIMEOUT_MILLIS = 30_000;

  private static final List<String> ARGUMENTS =
      List.of(
          "--no-sandbox",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--disable-quic",
          "--disable-gpu",
          "--use-fake-device-for-media-stream",
          "--use-file-for-fake-video-capture=" + Camera.FILM,
          "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1");

  /** Pixels of the screen for a CSS pixel; each browser window of the tests has it. */
  private static final double RATIO = Double.parseDouble(System.getProperty("browser.ratio", "1"));

  private static final Playwright PLAYWRIGHT = playwright();
  private static final Deque<BrowserContext> EMPTY = new ArrayDeque<>();
  private static final Deque<BrowserContext> EMPTY_WITHOUT_SCRIPT = new ArrayDeque<>();

  private Chromium() {}

  /**
   * A browser profile without cookies: a new one, or one that was given back. A new profile takes
   * half a second of processor time, more than most pages.
   *
   * @param script whether pages may run scripts
   */
  static BrowserContext profile(boolean script) {
    BrowserContext used = empty(script).poll();
    return used == null ? newProfile(script) : used;
  }

  /** What the browser calls itself that most tests use. */
  static String userAgent() {
    return Shell.USER_AGENT;
  }

  static String userAgent(Page page) {
    return (String) page.evaluate("navigator.userAgent");
  }

  /** A profile that never had another window. */
  static BrowserContext newProfile(boolean script) {
    return newProfile(Shell.BROWSER, script);
  }

  /** A new profile of a browser with a camera and notifications. */
  static BrowserContext wholeProfile() {
    return newProfile(Whole.BROWSER, true);
  }

  private static BrowserContext newProfile(Browser browser, boolean script) {
    BrowserContext profile =
        browser.newContext(
            new Browser.NewContextOptions()
                .setLocale("en-GB")
                .setJavaScriptEnabled(script)
                .setDeviceScaleFactor(RATIO));
    profile.setDefaultTimeout(TIMEOUT_MILLIS);
    return profile;
  }

  /**
   * A new profile of a browser that draws for a screen of another ratio, without any emulation. Its
   * windows have the size of a desk's.
   */
  static BrowserContext forcedProfile(double ratio) {
    List<String> arguments = new ArrayList<>(ARGUMENTS);
    arguments.add("--force-device-scale-factor=" + ratio);
    arguments.add("--window-size=" + Width.DESK.pixels() + "," + Width.DESK.height());
    Browser browser = start(SHELL, arguments);
    BrowserContext profile =
        browser.newContext(
            new Browser.NewContextOptions().setLocale("en-GB").setViewportSize(null));
    profile.setDefaultTimeout(TIMEOUT_MILLIS);
    profile.onClose(closed -> browser.close());
    return profile;
  }

  /** The empty page of a profile that was given back, or a new one: that takes a new process. */
  static Page page(BrowserContext profile) {
    return profile.pages().isEmpty() ? profile.newPage() : profile.pages().getFirst();
  }

  /** Empties a profile, and its first page, for another window. */
  static void giveBack(BrowserContext profile, boolean script) {
    List.copyOf(profile.pages()).stream().skip(1).forEach(Page::close);
    profile.pages().forEach(page -> open(page, "about:blank"));
    profile.clearCookies();
    profile.clearPermissions();
    empty(script).push(profile);
  }

  /**
   * Opens an address. A page whose session has ended elsewhere may go to the sign-in page
   * meanwhile.
   */
  static void open(Page page, String address) {
    try {
      page.navigate(address);
    } catch (PlaywrightException e) {
      String why = e.toString();
      if (!why.contains("ERR_ABORTED") && !why.contains("is interrupted by another navigation")) {
        throw e;
      }
      page.navigate(address);
    }
  }

  private static Deque<BrowserContext> empty(boolean script) {
    return script ? EMPTY : EMPTY_WITHOUT_SCRIPT;
  }

  private static Playwright playwright() {
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
    // Assertions would wait 5 s.
    PlaywrightAssertions.setDefaultAssertionTimeout(TIMEOUT_MILLIS);
    return playwright;
  }

  private static Browser start(Path program, List<String> arguments) {
    return PLAYWRIGHT
        .chromium()
        .launch(new BrowserType.LaunchOptions().setExecutablePath(program).setArgs(arguments));
  }

  /** Started on first use. */
  private static final class Shell {
    static final Browser BROWSER = start(SHELL, ARGUMENTS);
    static final String USER_AGENT = askUserAgent();

    private static String askUserAgent() {
      BrowserContext profile = profile(true);
      String userAgent = userAgent(page(profile));
      giveBack(profile, true);
      return userAgent;
    }
  }

  /** Started on first use. */
  private static final class Whole {
    static final Browser BROWSER = start(FULL_BROWSER, ARGUMENTS);
  }
}
