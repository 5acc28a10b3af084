package org.sallyport.browser.scenarios.studies;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.testing.archive.TestVideo;

/** Videos in the viewer, which the browser plays. */
class ViewerVideoTest extends ViewerScenario {
  /** Column, row, red, green and blue of the frame at 2.05 s, as ffmpeg 7.1 decodes it. */
  private static final List<List<Integer>> DECODED =
      List.of(
          List.of(10, 40, 0, 0, 0),
          List.of(30, 40, 0, 255, 255),
          List.of(50, 40, 255, 0, 255),
          List.of(70, 40, 0, 0, 254),
          List.of(90, 40, 253, 253, 0),
          List.of(110, 40, 0, 255, 0),
          List.of(130, 40, 255, 0, 0));

  /** Other decoders may round otherwise, and colours have half of the resolution. */
  private static final int ALLOWED = 12;

  private static final String AT =
      """
      async points => {
        const video = document.querySelector('.pane video');
        video.currentTime = 2.05;
        await new Promise(done => video.addEventListener('seeked', done, { once: true }));
        const copy = new OffscreenCanvas(video.videoWidth, video.videoHeight).getContext('2d', { willReadFrequently: true });
        copy.drawImage(video, 0, 0);
        return points.map(([x, y]) => [...copy.getImageData(x, y, 1, 1).data].slice(0, 3));
      }
      """;

  @TempDir Path folder;

  @Test
  void isPlayedByTheBrowserAndItsKeys() throws IOException {
    Window window = opened(TestVideo.mp4());
    Page page = window.page();
    page.waitForCondition(
        () -> (Boolean) page.evaluate("document.querySelector('.pane video')?.readyState >= 2"));
    assertThat(page.evaluate("document.querySelector('.pane video').duration")).isEqualTo(4);
    assertThat(page.getByLabel("Video, video.dcm").count()).isEqualTo(1);
    assertThat(page.locator(".overlay__patient").innerText()).contains("Vanderquill, Adelheid");
    List<?> drawn = (List<?>) page.evaluate(AT, DECODED);
    for (int i = 0; i < DECODED.size(); i++) {
      for (int channel = 0; channel < 3; channel++) {
        assertThat((Integer) ((List<?>) drawn.get(i)).get(channel))
            .as("%s", DECODED.get(i))
            .isBetween(
                DECODED.get(i).get(2 + channel) - ALLOWED,
                DECODED.get(i).get(2 + channel) + ALLOWED);
      }
    }
    page.locator(".pane video").focus();
    page.keyboard().press("Space");
    page.waitForCondition(
        () -> (Boolean) page.evaluate("!document.querySelector('.pane video').paused"));
    page.keyboard().press("Space");
    page.waitForCondition(
        () -> (Boolean) page.evaluate("document.querySelector('.pane video').paused"));
    // A key of the viewer, which has two panes then.
    page.keyboard().press("y");
    assertThat(page.locator(".pane").count()).isEqualTo(1);
    page.locator(".pane").focus();
    page.keyboard().press("y");
    page.waitForCondition(
        () -> (Boolean) page.evaluate("document.querySelectorAll('.pane').length === 2"));
    assertThat(page.locator(".pane video").count()).isEqualTo(1);
  }

  @Test
  void isSaidNotToBePlayedIfItIsNoMp4File() throws IOException {
    byte[] stream = new byte[2000];
    stream[3] = 1;
    Window window = opened(stream);
    Page page = window.page();
    page.waitForSelector(".trouble:not([hidden])");
    assertThat(refusal(window))
        .isEqualTo("This video is not an MP4 file, so browsers cannot play it.");
    assertThat(page.locator(".trouble a:has-text('Download the object')").count()).isEqualTo(1);
    assertThat(page.locator(".pane video").count()).isZero();
  }

  private Window opened(byte[] video) throws IOException {
    Caller caller = reader(Width.DESK);
    Path file = folder.resolve("video.dcm").toAbsolutePath();
    Files.write(file, TestVideo.file(video, TestVideo.H264, video.length));
    SampleStudies.Stored study =
        samples.share(caller.person(), List.of(file.toString()), Map.of("Modality", "ES"));
    caller.window().open(study.page(1));
    return caller.window();
  }
}
