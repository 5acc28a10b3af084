package org.sallyport.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every rule and attack referred to in code, tests or documents is defined in docs, and each has a
 * test.
 */
class RulesTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern A_RULE = Pattern.compile("(?m)^\\*\\*Rule (\\d+)\\.\\*\\*");
  private static final Pattern AN_ATTACK = Pattern.compile("(?m)^\\| ([A-Q]\\d\\d) \\|");

  /** For example "rule 7", "rules 7, 9 and 11", also across a line break in a comment. */
  private static final Pattern RULE_NAMED =
      Pattern.compile("\\b[Rr]ules?\\s+(?:[*#]\\s+|//\\s+)?((?:\\d+(?:\\s*(?:,|to|and)\\s*)?)+)");

  private static final Pattern RULE_TESTED = Pattern.compile("\\bRule(\\d+)_");
  private static final Pattern ATTACK_TESTED = Pattern.compile("\\b(?:Rule\\d+_)?([A-Q]\\d\\d)_");
  private static final Pattern PARSED =
      Pattern.compile("\\b(?:Rule\\d+|[A-Q]\\d\\d)_|abstract class|@interface");
  private static final Pattern NUMBER = Pattern.compile("\\d+");
  private static final SortedSet<String> TESTS = TestNames.of(sources());

  @Test
  void everyRuleThatIsNamedIsThere() {
    SortedSet<String> named = new TreeSet<>();
    for (String phrase : allOf(RULE_NAMED, "server", "demo", "browser-tests", "web")) {
      named.addAll(allIn(NUMBER, phrase, 0));
    }
    assertThat(named).hasSizeGreaterThan(30).isSubsetOf(rules());
  }

  @Test
  void everyRuleHasATestAndEveryTestItsRule() {
    assertThat(tested(RULE_TESTED)).containsExactlyInAnyOrderElementsOf(rules());
  }

  @Test
  void everyAttackHasATestAndEveryTestItsAttack() {
    assertThat(tested(ATTACK_TESTED))
        .containsExactlyInAnyOrderElementsOf(
            allIn(AN_ATTACK, read(ROOT.resolve("docs/attacks.md")), 1));
  }

  /** The numbers in the names of tests that run; what a comment says is none. */
  private static SortedSet<String> tested(Pattern pattern) {
    SortedSet<String> all = new TreeSet<>();
    TESTS.forEach(name -> all.addAll(allIn(pattern, name, 1)));
    return all;
  }

  /** The Java sources that can have such names, or what the classes with them inherit. */
  private static List<String> sources() {
    List<String> sources = new ArrayList<>();
    for (String folder : List.of("server/src/test", "browser-tests/src/test", "demo/src/test")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .map(RulesTest::read)
            .filter(text -> PARSED.matcher(text).find())
            .forEach(sources::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return sources;
  }

  private static SortedSet<String> rules() {
    return allIn(A_RULE, read(ROOT.resolve("docs/rules.md")), 1);
  }

  private static SortedSet<String> allOf(Pattern pattern, String... folders) {
    SortedSet<String> all = new TreeSet<>();
    for (String folder : folders) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
        files
            .filter(file -> file.toString().matches(".*\\.(java|ts|js|html|sql|yml|css)"))
            .filter(file -> !file.toString().matches(".*/(target|node_modules|dist)/.*"))
            .forEach(file -> all.addAll(allIn(pattern, read(file), 1)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return all;
  }

  private static SortedSet<String> allIn(Pattern pattern, String text, int group) {
    SortedSet<String> all = new TreeSet<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      all.add(matcher.group(group));
    }
    return all;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
