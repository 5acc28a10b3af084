package org.sallyport.browser.scenarios.studies;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The viewer's scripts as browsers get them. */
class ViewerScriptsTest {
  /** What was attached to elements so that tests could read it. */
  private static final List<String> HOOKS =
      List.of("valueAt", "drawnAt", "volumes:()", "data-shown", "dataset.shown");

  @Test
  void holdNothingThatOnlyTestsUse() throws IOException {
    Resource[] scripts =
        new PathMatchingResourcePatternResolver().getResources("classpath*:static/viewer/**/*.js");
    assertThat(scripts).as("built with ops/command/web.sh").hasSizeGreaterThan(2);
    for (Resource script : scripts) {
      assertThat(script.getContentAsString(StandardCharsets.UTF_8))
          .as("%s", script)
          .doesNotContain(HOOKS);
    }
  }
}
