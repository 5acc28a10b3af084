package org.sallyport.browser.scenarios.studies;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.platform.ids.StudyUid;

/** A reader plays a loop, scrolls at 60 events a second, and looks at 2 GB of images in one tab. */
class SessionBenchmark extends ViewerScenario {
  private static final StudyUid STUDY = new StudyUid("1.2.826.0.1.3680043.10.1771.34.1");

  /** How long each frame of the loop is to be shown, in milliseconds, but for the last one. */
  private static final List<Integer> TIMES = List.of(40, 100, 33, 250, 60, 40, 120);

  private static final int SERIES = 12;
  private static final int IMAGES = 20;
  private static final int PLAYED_MILLIS = 15_000;
  private static final int EVENTS = 60;
  private static final int PAGE_BYTES = 4096;
  private static final double MEGA = 1e6;

  /** When another frame is drawn, in milliseconds, and its number, from 0. */
  private static final String PLAYED =
      """
      async millis => {
        const canvas = document.querySelector('.pane canvas');
        const copy = new OffscreenCanvas(1, 1);
        const context = copy.getContext('2d', { willReadFrequently: true });
        const seen = [];
        const end = performance.now() + millis;
        for (let now = 0; now < end;) {
          await new Promise(requestAnimationFrame);
          now = performance.now();
          context.drawImage(canvas, canvas.width / 2, canvas.height / 2, 1, 1, 0, 0, 1, 1);
          const { data } = context.getImageData(0, 0, 1, 1);
          const frame = Math.round(data[0] / 20) - 1;
          if (frame !== seen.at(-1)) seen.push(now, frame);
        }
        return seen;
      }
      """;

  private static final String LOADED =
      "() => [...document.querySelectorAll('.pane progress')].every(it => !it.checkVisibility())";

  @TempDir Path folder;

  private Window opened(StudyUid study) throws IOException {
    Caller caller = reader(Width.DESK);
    try (Stream<Path> all = Files.list(folder)) {
      samples.shareAsTheyAre(caller.person(), study, all.sorted().toList());
    }
    caller.window().open("/studies/" + study + "/view");
    settles(caller.window());
    return caller.window();
  }

  private void makes(int series) throws Exception {
    String times = TIMES.stream().map(String::valueOf).collect(Collectors.joining(","));
    ViewerBenchmark.make("session.py", folder, series + "", IMAGES + "", times);
  }

  @Test
  void playsALoopByTheTimesOfItsFrames() throws Exception {
    makes(0);
    Window window = opened(STUDY);
    Page page = window.page();
    page.waitForFunction(LOADED);
    if (window.button("Play").getAttribute("aria-pressed").equals("false")) {
      window.use("Play");
    }
    page.waitForTimeout(2_000);
    List<Double> seen = numbers(page.evaluate(PLAYED, PLAYED_MILLIS));
    Map<Integer, List<Double>> shown = new TreeMap<>();
    // The first one was not seen from its begin.
    for (int i = 2; i + 2 < seen.size(); i += 2) {
      shown
          .computeIfAbsent(seen.get(i + 1).intValue(), _ -> new ArrayList<>())
          .add(seen.get(i + 2) - seen.get(i));
    }
    int last = TIMES.size();
    double sum = TIMES.stream().mapToInt(it -> it).sum();
    shown.forEach(
        (frame, times) -> {
          double asked = frame == last ? sum / last : TIMES.get(frame);
          double mean = times.stream().mapToDouble(it -> it).average().orElseThrow();
          double most = times.stream().mapToDouble(it -> Math.abs(it - asked)).max().orElseThrow();
          print("frame %s of %.1f ms: mean, furthest off", frame + 1, asked, mean, most);
        });
    List<Integer> begins =
        Stream.iterate(2, i -> i + 1 < seen.size(), i -> i + 2)
            .filter(i -> seen.get(i + 1) == 0)
            .toList();
    double loops = seen.get(begins.getLast()) - seen.get(begins.getFirst());
    double asked = (begins.size() - 1) * (sum + sum / last);
    print(
        "%s loops of %.0f ms: took, %% off",
        begins.size() - 1, asked, loops, (loops / asked - 1) * 100);
  }

  @Test
  void scrollsAt60Events() throws Exception {
    ViewerBenchmark.make("ct.py", folder, "300");
    Page page = opened(ViewerBenchmark.STUDY).page();
    page.waitForFunction(LOADED);
    CDPSession devtools = page.context().newCDPSession(page);
    for (int round = 1; round <= 4; round++) {
      double pictures = ViewerBenchmark.pictures(page, devtools, EVENTS);
      print("pictures a second at %s events, round %s", EVENTS, round, pictures, 0.0);
    }
  }

  @Test
  void holdsItsMemoryOver2Gigabytes() throws Exception {
    makes(SERIES);
    Window window = opened(STUDY);
    Page page = window.page();
    CDPSession devtools = page.context().newCDPSession(page);
    devtools.send("Performance.enable");
    for (int series = 2; series <= SERIES + 1; series++) {
      page.locator(".strip__series").nth(series - 1).click();
      shows(window, "Image 1 of " + IMAGES);
      page.waitForTimeout(500);
      page.waitForFunction(LOADED);
      double images = (series - 1) * IMAGES * 2048.0 * 2048 * 2 / MEGA;
      print(
          "after series %s, %.0f MB of images: MB resident, MB of objects",
          series, images, resident(page), objects(devtools));
    }
  }

  /** Of the tab: the largest of the processes that draw pages. */
  private static double resident(Page page) throws IOException {
    JsonObject all =
        page.context().browser().newBrowserCDPSession().send("SystemInfo.getProcessInfo");
    long most = 0;
    for (JsonElement it : all.getAsJsonArray("processInfo")) {
      JsonObject process = it.getAsJsonObject();
      if (process.get("type").getAsString().equals("renderer")) {
        String pages =
            Files.readString(Path.of("/proc/" + process.get("id").getAsLong() + "/statm"));
        most = Math.max(most, Long.parseLong(pages.split(" ", -1)[1]));
      }
    }
    return most * PAGE_BYTES / MEGA;
  }

  private static double objects(CDPSession devtools) {
    for (JsonElement it : devtools.send("Performance.getMetrics").getAsJsonArray("metrics")) {
      if (it.getAsJsonObject().get("name").getAsString().equals("JSHeapUsedSize")) {
        return it.getAsJsonObject().get("value").getAsDouble() / MEGA;
      }
    }
    throw new IllegalStateException("no size of the heap");
  }

  private static void print(String what, Object one, Object two, double value, double other) {
    System.out.printf(Locale.ROOT, "| " + what + " | %3$.1f | %4$.1f |%n", one, two, value, other);
  }
}
