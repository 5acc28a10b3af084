package org.sallyport.browser.actions;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Objects;

/** Accessibility violations of a page found by axe-core: WCAG 2.2 AA and best practices. */
final class Barriers {
  private static final List<String> STANDARDS =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

  /**
   * Lists violations only: the details of every rule that passed would take longer than the run.
   */
  private static final String RUN =
      """
      async what => (await axe.run(document, {runOnly: what, resultTypes: ['violations']}))
        .violations.map(it => it.id + ': ' + it.help + '\\n  ' + it.nodes.map(node => node.html).join('\\n  '))
      """;

  /** The only rule that depends on the colours of the page. */
  private static final List<String> OF_COLOURS = List.of("color-contrast");

  private Barriers() {}

  static List<String> of(Page page) {
    return of(page, STANDARDS);
  }

  /** Only those that another colour scheme can bring. */
  static List<String> ofColours(Page page) {
    return of(page, OF_COLOURS);
  }

  private static List<String> of(Page page, List<String> what) {
    if (Boolean.FALSE.equals(page.evaluate("'axe' in window"))) {
      page.addScriptTag(new Page.AddScriptTagOptions().setUrl(AxeFile.PATH));
    }
    List<?> violations = (List<?>) Objects.requireNonNull(page.evaluate(RUN, what));
    return violations.stream().map(String::valueOf).toList();
  }
}
