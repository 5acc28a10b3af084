package org.sallyport.browser.scenarios.studies;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Width;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.testing.archive.TestArchive;

/**
 * Our viewer and OHIF's open and scroll the same CT, in turn: a picture is there when a strip in
 * the middle of a large canvas has several greys, looked at every 20 ms.
 */
class ViewerBenchmark extends ViewerScenario {
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
  private static final Path OHIF = Path.of(System.getProperty("ohif.files", ""));
  private static final String OURS = "ours";
  private static final int SLICES = 300;
  static final StudyUid STUDY = new StudyUid("1.2.826.0.1.3680043.10.1771.33.1");
  private static final int SCROLL_SECONDS = 4;
  private static final int TIMEOUT_MILLIS = 120_000;

  /** Speeds: bytes a second, and milliseconds until the first one; 0 for no limit. */
  private enum Line {
    LOOPBACK(0, 0),
    WIRE(20_000_000 / 8, 40),
    MOBILE(9_000_000 / 8, 85);

    private final int bytes;
    private final int latency;

    Line(int bytes, int latency) {
      this.bytes = bytes;
      this.latency = latency;
    }
  }

  private static final String GREYS =
      """
      const large = () => [...document.querySelectorAll('canvas')]
        .filter(it => it.width > 300 && it.height > 300 && it.checkVisibility());
      const middle = canvas => {
        const context = canvas.getContext('2d', { willReadFrequently: true });
        if (!context) return [];
        const { data } = context.getImageData(canvas.width / 2 - 256, canvas.height / 2 - 16, 512, 32);
        return data;
      };
      """;

  /** Notes when a large canvas shows a picture, and not one colour. */
  static final String WATCH =
      "(() => {"
          + GREYS
          + """
            const timer = setInterval(() => {
              for (const canvas of large()) {
                let [low, high] = [255, 0];
                const data = middle(canvas);
                for (let i = 0; i < data.length; i += 4) {
                  low = Math.min(low, data[i]);
                  high = Math.max(high, data[i]);
                }
                if (high - low > 20) {
                  window.firstPicture = performance.now();
                  clearInterval(timer);
                  return;
                }
              }
            }, 20);
          })();
          """;

  /** Counts how often the picture is another one, until it is told to stop. */
  private static final String COUNT =
      "() => {"
          + GREYS
          + """
            const [canvas] = large();
            window.pictures = 0;
            window.counts = true;
            let before = 0;
            const look = () => {
              const data = middle(canvas);
              let sum = 0;
              for (let i = 0; i < data.length; i += 16) sum = (sum * 31 + data[i]) | 0;
              if (sum !== before) window.pictures++;
              before = sum;
              if (window.counts) requestAnimationFrame(look);
            };
            requestAnimationFrame(look);
            const { left, top, width, height } = canvas.getBoundingClientRect();
            return [left + width / 2, top + height / 2];
          }
          """;

  private static final String COUNTED =
      "() => { window.counts = false; return [window.pictures]; }";

  private static final String SENT =
      """
      () => {
        const all = performance.getEntriesByType('resource');
        const sum = entries => entries.reduce((bytes, it) => bytes + it.transferSize, 0);
        return [window.firstPicture, sum(all) / 1e6,
          sum(all.filter(it => /[.]js(?:$|[?])/.test(it.name))) / 1e6];
      }
      """;

  @TempDir Path folder;

  private final Map<String, List<Double>> found = new LinkedHashMap<>();
  private List<Cookie> cookies = List.of();

  @Test
  void opensAndScrolls() throws Exception {
    Caller caller = reader(Width.DESK);
    make("ct.py", folder, String.valueOf(SLICES));
    samples.shareAsTheyAre(caller.person(), STUDY, files());
    caller.window().open("/studies/" + STUDY);
    Page signedIn = caller.window().page();
    cookies = signedIn.context().cookies();
    Browser browser = signedIn.context().browser();
    try (OhifServer ohif = new OhifServer(OHIF, TestArchive.settings())) {
      for (int round = 0; round <= ROUNDS; round++) {
        for (String viewer : List.of(OURS, "OHIF")) {
          for (Line line : Line.values()) {
            measure(browser, viewer, address(viewer, ohif), line, round > 0);
          }
        }
      }
    }
    print();
  }

  private String address(String viewer, OhifServer ohif) {
    return viewer.equals(OURS)
        ? "http://localhost:" + port + "/studies/" + STUDY + "/view"
        : ohif.address() + "/viewer?StudyInstanceUIDs=" + STUDY;
  }

  /** Runs a script of the benchmarks that makes objects in a folder. */
  static void make(String script, Path folder, String... arguments)
      throws IOException, InterruptedException {
    Path path = Path.of(System.getProperty("basedir", ""), "../benchmarks", script).normalize();
    List<String> command =
        new ArrayList<>(List.of("/usr/bin/python3", path.toString(), folder.toString()));
    command.addAll(List.of(arguments));
    if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
      throw new IllegalStateException("nothing was made by " + script);
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted().toList();
    }
  }

  private void measure(Browser browser, String viewer, String address, Line line, boolean counts) {
    try (BrowserContext context =
        browser.newContext(new Browser.NewContextOptions().setViewportSize(1440, 900))) {
      context.setDefaultTimeout(TIMEOUT_MILLIS);
      context.addCookies(cookies);
      for (String visit : List.of("cold", "warm")) {
        try (Page page = context.newPage()) {
          CDPSession devtools = context.newCDPSession(page);
          limit(devtools, line);
          page.addInitScript(WATCH);
          page.navigate(address);
          waitForPicture(page, viewer);
          List<Double> sent = numbers(page.evaluate(SENT));
          String what = viewer + ", " + line + ", " + visit;
          note(counts, what + ": first picture, ms", sent.get(0));
          note(counts, what + ": MB before it", sent.get(1));
          note(counts, what + ": MB of scripts", sent.get(2));
          if (line == Line.LOOPBACK && visit.equals("cold")) {
            scroll(page, devtools, viewer, counts);
          }
        }
      }
    }
  }

  /** Asked by DevTools: our pages allow no evaluation of texts, by which Playwright would wait. */
  private static void waitForPicture(Page page, String viewer) {
    for (int waited = 0; waited < TIMEOUT_MILLIS; waited += 100) {
      if (numbers(page.evaluate("() => [window.firstPicture || 0]")).getFirst() > 0) {
        return;
      }
      page.waitForTimeout(100);
    }
    page.screenshot(
        new Page.ScreenshotOptions().setPath(Path.of("target/no-picture-" + viewer + ".png")));
    throw new IllegalStateException("no picture in " + viewer + " at " + page.url());
  }

  private void scroll(Page page, CDPSession devtools, String viewer, boolean counts) {
    // Until all slices are there, as far as a viewer loads them by itself.
    page.waitForTimeout(20_000);
    for (int events : List.of(30, 60)) {
      note(
          counts,
          viewer + ": pictures a second at " + events + " events",
          pictures(page, devtools, events));
    }
    devtools.send("Performance.enable");
    for (var metric : devtools.send("Performance.getMetrics").getAsJsonArray("metrics")) {
      JsonObject named = metric.getAsJsonObject();
      if (named.get("name").getAsString().equals("JSHeapUsedSize")) {
        note(counts, viewer + ": MB of objects after it", named.get("value").getAsDouble() / 1e6);
      }
    }
  }

  /** Turns the wheel as often as it is asked to, forwards and back: the pictures a second. */
  static double pictures(Page page, CDPSession devtools, int events) {
    List<Double> place = numbers(page.evaluate(COUNT));
    JsonObject wheel = new JsonObject();
    wheel.addProperty("type", "mouseWheel");
    wheel.addProperty("x", place.get(0));
    wheel.addProperty("y", place.get(1));
    wheel.addProperty("deltaX", 0);
    long start = System.nanoTime();
    int all = events * SCROLL_SECONDS;
    for (int sent = 0; sent < all; sent++) {
      wheel.addProperty("deltaY", sent < all / 2 ? 100 : -100);
      long early = start + sent * 1_000_000_000L / events - System.nanoTime();
      if (early > 0) {
        page.waitForTimeout(early / 1e6);
      }
      devtools.send("Input.dispatchMouseEvent", wheel);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return numbers(page.evaluate(COUNTED)).getFirst() / seconds;
  }

  private static void limit(CDPSession devtools, Line line) {
    devtools.send("Network.enable");
    if (line.bytes > 0) {
      JsonObject how = new JsonObject();
      how.addProperty("offline", false);
      how.addProperty("latency", line.latency);
      how.addProperty("downloadThroughput", line.bytes);
      how.addProperty("uploadThroughput", line.bytes);
      devtools.send("Network.emulateNetworkConditions", how);
    }
  }

  /** The first round warms up. */
  private void note(boolean counts, String what, double value) {
    if (counts) {
      found.computeIfAbsent(what, _ -> new ArrayList<>()).add(value);
    }
  }

  private void print() {
    System.out.println("| what | median | rounds |");
    System.out.println("| --- | --- | --- |");
    found.forEach(
        (what, values) -> {
          List<Double> sorted = values.stream().sorted().toList();
          String rounds =
              String.join(
                  ", ", values.stream().map(it -> String.format(Locale.ROOT, "%.1f", it)).toList());
          System.out.printf(
              Locale.ROOT, "| %s | %.1f | %s |%n", what, sorted.get(sorted.size() / 2), rounds);
        });
  }
}
