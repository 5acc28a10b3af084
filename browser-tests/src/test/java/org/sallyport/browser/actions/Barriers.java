package org.sallyport.browser.actions;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Rule;
import java.util.List;
import java.util.stream.Collectors;

/** Accessibility violations of a page found by axe-core: WCAG 2.2 AA and best practices. */
final class Barriers {
  private static final List<String> STANDARDS =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

  private Barriers() {}

  static List<String> of(com.microsoft.playwright.Page page) {
    return new AxeBuilder(page)
        .setLegacyMode(true).withTags(STANDARDS).analyze().getViolations().stream()
            .map(Barriers::words)
            .toList();
  }

  private static String words(Rule rule) {
    String where =
        rule.getNodes().stream().map(CheckedNode::getHtml).collect(Collectors.joining("\n  "));
    return rule.getId() + ": " + rule.getHelp() + "\n  " + where;
  }
}
