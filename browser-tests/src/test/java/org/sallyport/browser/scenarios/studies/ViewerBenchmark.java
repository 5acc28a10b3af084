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
 * Our viewer and OHIF's open and scroll the same CT, in turn: a picture is there when the middle of
 * a large canvas has several greys, looked at every 20 ms.
 */
class ViewerBenchmark extends ViewerScenario {
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
  private static final Path OHIF = Path.of(System.getProperty("bench.ohif", ""));
  private static final String OURS = "ours";
  private static final int SLICES = 300;
  private static final StudyUid STUDY = new StudyUid("1.2.826.0.1.3680043.10.1771.33.1");
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
        const { data } = context.getImageData(canvas.width / 2 - 64, canvas.height / 2 - 64, 128, 128);
        return data;
      };
      """;

  private static final String WATCH =
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

  private static final String SCROLL =
      "async ([events, seconds]) => {"
          + GREYS
          + """
            const [canvas] = large();
            const { left, top, width, height } = canvas.getBoundingClientRect();
            const at = { clientX: left + width / 2, clientY: top + height / 2 };
            const target = document.elementFromPoint(at.clientX, at.clientY);
            let [pictures, before, sent] = [0, '', 0];
            const start = performance.now();
            const timer = setInterval(() => {
              const due = Math.floor((performance.now() - start) / 1000 * events);
              while (sent < due) {
                sent++;
                target.dispatchEvent(new WheelEvent('wheel', { ...at, deltaY: 100, bubbles: true, cancelable: true }));
              }
            }, 1000 / events);
            while (performance.now() - start < seconds * 1000) {
              await new Promise(requestAnimationFrame);
              const data = middle(canvas);
              let sum = 0;
              for (let i = 0; i < data.length; i += 16) sum = (sum * 31 + data[i]) | 0;
              if (String(sum) !== before) pictures++;
              before = String(sum);
            }
            clearInterval(timer);
            return [pictures / seconds];
          }
          """;

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
    makeStudy();
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

  private void makeStudy() throws IOException, InterruptedException {
    Path script = Path.of(System.getProperty("basedir", ""), "../benchmarks/ct.py").normalize();
    int ended =
        new ProcessBuilder(
                "/usr/bin/python3", script.toString(), folder.toString(), String.valueOf(SLICES))
            .inheritIO()
            .start()
            .waitFor();
    if (ended != 0) {
      throw new IllegalStateException("no CT was made");
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
          page.waitForFunction("() => window.firstPicture > 0");
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

  private void scroll(Page page, CDPSession devtools, String viewer, boolean counts) {
    // Until all slices are there, as far as a viewer loads them by itself.
    page.waitForTimeout(20_000);
    for (int events : List.of(30, 60)) {
      List<Double> pictures = numbers(page.evaluate(SCROLL, List.of(events, SCROLL_SECONDS)));
      note(counts, viewer + ": pictures a second at " + events + " events", pictures.getFirst());
    }
    devtools.send("Performance.enable");
    for (var metric : devtools.send("Performance.getMetrics").getAsJsonArray("metrics")) {
      JsonObject named = metric.getAsJsonObject();
      if (named.get("name").getAsString().equals("JSHeapUsedSize")) {
        note(counts, viewer + ": MB of objects after it", named.get("value").getAsDouble() / 1e6);
      }
    }
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
