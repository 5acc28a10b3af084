package org.sallyport.browser.scenarios;

import com.microsoft.playwright.PlaywrightException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.sallyport.browser.actions.Window;

/** Saves a screenshot of every window of a failed scenario in target/failures. */
final class PictureOfFailure implements AfterTestExecutionCallback {
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
      take(windows.get(i), Path.of("target", "failures", name + "-" + (i + 1) + ".png"));
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
