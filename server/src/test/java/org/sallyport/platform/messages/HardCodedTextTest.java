package org.sallyport.platform.messages;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.junit.jupiter.api.Test;

/** Finds sentences outside the message bundles: in templates, Java and TypeScript. */
class HardCodedTextTest {
  private static final Path JAVA = Path.of("src/main/java/org/sallyport");
  private static final Path TEMPLATES = Path.of("src/main/resources/templates");
  private static final Path APP = Path.of("../web/authenticator");
  private static final List<Path> PROGRAMS =
      List.of(APP.resolve("src"), APP.resolve("worker"), Path.of("../web/viewer/src"));

  /** A word with a capital letter at the start, followed by another word. */
  private static final Pattern SENTENCE =
      Pattern.compile("^[\\s\"'`|(]*\\p{Lu}[\\p{L}’-]*,? \\p{L}{2,}.*", Pattern.DOTALL);

  private static final Pattern WORD = Pattern.compile("\\p{L}{2,}");

  private static final Pattern SQL =
      Pattern.compile(
          "(?is)\\s*(select|insert|update|delete|with|set|create|alter|drop|grant|revoke|truncate|lock|from|where|and|or|order|on|values|returning|case|limit|join|left|listen|notify|not|exists|union)\\b.*");

  /** Attributes whose value is read to or by a person. */
  private static final Set<String> SPOKEN =
      Set.of("title", "alt", "placeholder", "aria-label", "aria-description", "label");

  /**
   * Code with sentences that are not in bundles, because operators read them beside English
   * documentation: the command line and what doctor finds, refusals of settings at the start,
   * comments in written files, descriptions of metrics; or because programs read them: refusals of
   * the app's calls, of DICOMweb queries and of applications (RFC 6749: error_description), and the
   * meanings of codes in DICOM audit messages and in DICOM objects.
   */
  private static final Set<String> EXEMPT =
      Set.of(
          "staff/admin/commands/",
          "staff/admin/AccountSheet.java",
          "staff/admin/BackupLine.java",
          "platform/backup/",
          "staff/admin/Command",
          "staff/admin/UsedData.java",
          "platform/policy/",
          "platform/database/",
          "gate/delivery/mail/MailExamination.java",
          "gate/delivery/mail/dns/",
          "gate/delivery/sms/SmsExamination.java",
          "connect/oidc/protocol/ClientRefusals.java",
          "connect/oidc/request/ErrorCode.java",
          "staff/siem/dicom/",
          "platform/events/facts/AuditCode.java",
          "platform/installation/PublishedSettings.java",
          "gate/secondfactor/push/notify/PushServices.java",
          "portal/studies/publish/document/",
          "portal/studies/dicomweb/Search.java");

  /** Names of products, and values that DICOM defines. */
  private static final Set<String> NAMES = Set.of("Samsung Internet", "PALETTE COLOR");

  @Test
  void templatesHaveNone() throws IOException {
    Set<String> found = new TreeSet<>();
    for (Path file : list(TEMPLATES, ".html")) {
      for (Element element : Jsoup.parse(Files.readString(file)).getAllElements()) {
        element.textNodes().stream()
            .map(TextNode::text)
            .filter(text -> WORD.matcher(text.replace("Sallyport", "")).find())
            .forEach(text -> found.add(file + ": " + text));
        for (Attribute attribute : element.attributes()) {
          if (spoken(attribute)) {
            found.add(file + ": " + attribute);
          }
        }
      }
    }
    assertThat(found).isEmpty();
  }

  private static boolean spoken(Attribute attribute) {
    if (attribute.getKey().startsWith("th:")) {
      return Pattern.compile("'([^']*)'|\\|([^|]*)\\|")
          .matcher(attribute.getValue().replaceAll("\\$\\{[^}]*'\\w[^']*'[^}]*\\}", ""))
          .results()
          .anyMatch(literal -> SENTENCE.matcher(literal.group()).find());
    }
    return SPOKEN.contains(attribute.getKey()) && WORD.matcher(attribute.getValue()).find();
  }

  @Test
  void javaHasNone() throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var manager = compiler.getStandardFileManager(null, null, null)) {
      var files = manager.getJavaFileObjectsFromPaths(list(JAVA, ".java"));
      var task = (JavacTask) compiler.getTask(null, manager, null, null, null, files);
      Set<String> found = new TreeSet<>();
      for (CompilationUnitTree unit : task.parse()) {
        String file = JAVA.toUri().relativize(unit.getSourceFile().toUri()).toString();
        if (EXEMPT.stream().noneMatch(file::startsWith)) {
          new Sentences(file, found).scan(unit, null);
        }
      }
      assertThat(found).isEmpty();
    }
  }

  /** Literals of two words and more, other than SQL, log lines, exceptions and annotations. */
  private static final class Sentences extends TreePathScanner<Void, Void> {
    private final String file;
    private final Set<String> found;

    Sentences(String file, Set<String> found) {
      this.file = file;
      this.found = found;
    }

    @Override
    public Void visitLiteral(LiteralTree literal, Void none) {
      if (literal.getValue() instanceof String text
          && SENTENCE.matcher(text).find()
          && !NAMES.contains(text)
          && !SQL.matcher(text).matches()) {
        found.add(file + ": " + text);
      }
      return null;
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree call, Void none) {
      if (call.getMethodSelect().toString().startsWith("LOG.")) {
        return null;
      }
      return isDescriptionOfMetric(call)
          ? scan(call.getMethodSelect(), null)
          : super.visitMethodInvocation(call, null);
    }

    private static boolean isDescriptionOfMetric(MethodInvocationTree call) {
      return call.getMethodSelect() instanceof MemberSelectTree method
          && method.getIdentifier().contentEquals("description");
    }

    @Override
    public Void visitNewClass(NewClassTree made, Void none) {
      return made.getIdentifier().toString().matches(".*(Exception|Error|Fault|Refusal|Refused)")
          ? null
          : super.visitNewClass(made, null);
    }

    @Override
    public Void visitAnnotation(AnnotationTree annotation, Void none) {
      return null;
    }
  }

  @Test
  void typeScriptHasNone() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path folder : PROGRAMS) {
      for (Path file : list(folder, ".ts")) {
        String code =
            Files.readString(file)
                .replaceAll("(?s)/\\*.*?\\*/", "")
                .replaceAll("(?m)^\\s*//.*$", "");
        Pattern.compile("\"(?:[^\"\\\\\\n]|\\\\.)*\"|`[^`]*`")
            .matcher(code)
            .results()
            .map(literal -> literal.group().substring(1, literal.group().length() - 1))
            .filter(literal -> SENTENCE.matcher(literal).find() && !NAMES.contains(literal))
            .forEach(literal -> found.add(file + ": " + literal));
      }
    }
    assertThat(found).isEmpty();
  }

  @Test
  void thePageOfTheAppHasNone() throws IOException {
    List<String> found = new ArrayList<>();
    for (Element element :
        Jsoup.parse(Files.readString(APP.resolve("index.html"))).getAllElements()) {
      element.textNodes().stream()
          .map(TextNode::text)
          .filter(text -> !text.startsWith("#{") && WORD.matcher(text).find())
          .forEach(found::add);
    }
    assertThat(found).isEmpty();
  }

  private static List<Path> list(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }
}
