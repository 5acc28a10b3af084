package org.sallyport.browser.scenarios;

import com.microsoft.playwright.PlaywrightException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.actions.text.TextWindow;

/**
 * Saves a screenshot of every window of a failed scenario in target/failures, and the pages of
 * those without script.
 */
final class PictureOfFailure implements AfterTestExecutionCallback {
  private static final Path FOLDER = Path.of("target", "failures");

  @Override
  public void afterTestExecution(ExtensionContext context) {
    if (context.getExecutionException().isEmpty()) {
      return;
    }
    Scenario scenario =
        context.getRequiredTestInstances().findInstance(Scenario.class).orElseThrow();
    List<Window> windows = scenario.windows();
    String name =
        context.getRequiredTestMethod().getName()
            + context.getDisplayName().replaceAll("[^A-Za-z0-9]+", "-");
    for (int i = 0; i < windows.size(); i++) {
      take(windows.get(i), FOLDER.resolve(name + "-" + (i + 1) + ".png"));
    }
    List<TextWindow> textWindows = scenario.textWindows();
    for (int i = 0; i < textWindows.size(); i++) {
      save(textWindows.get(i), FOLDER.resolve(name + "-" + (i + 1) + ".html"));
    }
  }

  private static void save(TextWindow window, Path file) {
    try {
      Files.createDirectories(FOLDER);
      Files.writeString(file, window.source());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void take(Window window, Path file) {
    try {
      window.picture(file);
    } catch (PlaywrightException gone) {
      System.err.println("no picture " + file + ": " + gone.getMessage());
    }
  }
}
