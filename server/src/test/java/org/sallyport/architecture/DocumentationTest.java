package org.sallyport.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Links between the documents lead somewhere, and none of these is missing in their list. */
class DocumentationTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path DOCS = ROOT.resolve("docs");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");
  private static final Pattern NAMED = Pattern.compile("<a id=\"([^\"]+)\">");
  private static final Pattern CODE = Pattern.compile("(?ms)^ *```.*?^ *```|`[^`\n]*`");

  @Test
  void everyDocumentIsInTheList() throws IOException {
    String list = Files.readString(DOCS.resolve("README.md"));
    try (Stream<Path> files = Files.list(DOCS)) {
      assertThat(files.map(it -> String.valueOf(it.getFileName())))
          .filteredOn(it -> it.endsWith(".md") && !it.equals("README.md"))
          .hasSizeGreaterThan(30)
          .allSatisfy(it -> assertThat(list).contains("(" + it + ")"));
    }
  }

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    List<String> dead = new ArrayList<>();
    int links = 0;
    for (Path document : documents()) {
      String text = CODE.matcher(Files.readString(document)).replaceAll("");
      for (String link : LINK.matcher(text).results().map(it -> it.group(1)).toList()) {
        links++;
        if (!link.contains("://") && !link.startsWith("mailto:") && !leads(document, link)) {
          dead.add(ROOT.relativize(document) + ": " + link);
        }
      }
    }
    assertThat(dead).isEmpty();
    assertThat(links).isGreaterThan(300);
  }

  private static List<Path> documents() throws IOException {
    try (Stream<Path> top = Files.list(ROOT);
        Stream<Path> docs = Files.walk(DOCS)) {
      return Stream.concat(top, docs).filter(it -> it.toString().endsWith(".md")).sorted().toList();
    }
  }

  private static boolean leads(Path document, String link) {
    String[] parts = link.split("#", 2);
    Path target = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]).normalize();
    return Files.exists(target) && (parts.length < 2 || anchors(target).containsKey(parts[1]));
  }

  /**
   * Those that GitHub and GitLab make of headings, the second of a name with -1, and named ones.
   */
  private static Map<String, Integer> anchors(Path document) {
    Map<String, Integer> anchors = new HashMap<>();
    try {
      String text = Files.readString(document).replaceAll("(?ms)^ *```.*?^ *```", "");
      NAMED.matcher(text).results().forEach(it -> anchors.put(it.group(1), 1));
      HEADING
          .matcher(text)
          .results()
          .map(it -> it.group(1).replaceAll("\\[([^]]*)\\]\\([^)]*\\)", "$1"))
          .map(it -> it.strip().toLowerCase(Locale.ROOT))
          .map(it -> it.replaceAll("[^\\p{L}\\p{M}\\p{N}_ -]", "").replace(' ', '-'))
          .forEach(
              it -> {
                int before = anchors.merge(it, 1, Integer::sum) - 1;
                if (before > 0) {
                  anchors.put(it + "-" + before, 1);
                }
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return anchors;
  }
}
