package org.sallyport.architecture;

import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of tests in a source file: methods that JUnit runs, classes with such methods, and the
 * titles of tests in TypeScript. What is only named in a comment or a text, or is disabled, is
 * none.
 */
final class TestNames {
  private static final String ANNOTATIONS =
      "((?:@\\w+(?:\\s*\\((?:[^()]|\\((?:[^()]|\\([^()]*\\))*\\))*\\))?\\s+)+)";
  private static final Pattern METHOD =
      Pattern.compile(ANNOTATIONS + "(?:(?:public|protected|private|final) )*void (\\w+)\\s*\\(");
  private static final Pattern RUN =
      Pattern.compile(
          "@(?:Test|ParameterizedTest|RepeatedTest|TestFactory|Property|Example|AtEachWidth)\\b");
  private static final Pattern CLASS =
      Pattern.compile(
          ANNOTATIONS
              + "?(?:(?:public|protected|private|abstract|final|static) )*class (\\w+)[^{;]*\\{");
  private static final Pattern SCRIPT =
      Pattern.compile("\\b(?:test|it|describe)(?:\\.each)?\\(\\s*[\"'`]([^\"'`]*)");

  /** Comments, text blocks, strings and characters of Java. */
  private static final Pattern COMMENT_OR_TEXT =
      Pattern.compile(
          "/\\*(?s:.*?)\\*/|//[^\\n]*|\"\"\"(?s:.*?)\"\"\"|\"(?:[^\"\\\\\\n]|\\\\.)*+\"|'(?:[^'\\\\\\n]|\\\\.)+'");

  private TestNames() {}

  static SortedSet<String> ofJava(String source) {
    String code = COMMENT_OR_TEXT.matcher(source).replaceAll("0");
    SortedSet<String> names = new TreeSet<>(methods(code));
    Matcher type = CLASS.matcher(code);
    while (type.find()) {
      boolean disabled = type.group(1) != null && type.group(1).contains("@Disabled");
      String body = body(code, type.end());
      boolean inherits = type.group().contains(" extends ");
      if (!disabled && (inherits || !methods(body).isEmpty())) {
        names.add(type.group(2));
      }
    }
    return names;
  }

  static SortedSet<String> ofScript(String source) {
    SortedSet<String> names = new TreeSet<>();
    Matcher test = SCRIPT.matcher(source.replaceAll("/\\*(?s:.*?)\\*/|(?m:^\\s*//[^\\n]*$)", ""));
    while (test.find()) {
      names.add(test.group(1));
    }
    return names;
  }

  private static SortedSet<String> methods(String code) {
    SortedSet<String> names = new TreeSet<>();
    Matcher method = METHOD.matcher(code);
    while (method.find()) {
      String annotations = method.group(1);
      if (RUN.matcher(annotations).find() && !annotations.contains("@Disabled")) {
        names.add(method.group(2));
      }
    }
    return names;
  }

  /** What is between the braces of a class. */
  private static String body(String code, int start) {
    int depth = 1;
    int end = start;
    while (end < code.length() && depth > 0) {
      char next = code.charAt(end++);
      depth += next == '{' ? 1 : next == '}' ? -1 : 0;
    }
    return code.substring(start, end);
  }
}
