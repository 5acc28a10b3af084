package org.sallyport.gate.selfservice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The login history has words for each reason that the code stores. */
class HistoryReasonsTest {
  private static final Path CODE = Path.of("src/main/java/org/sallyport");
  private static final Path WORDS = Path.of("src/main/resources/messages/en/settings.properties");

  private static final Pattern TERMINATION = Pattern.compile("SessionTermination (\\w+);");
  private static final Pattern LITERAL = Pattern.compile("\"([^\"]*)\"");
  private static final Pattern STOP_IN_CHANGE_APPLIER =
      Pattern.compile("(?:return|:) \"([^\"]+)\";");

  @Test
  void ofTheEndOfASession() throws IOException {
    Set<String> reasons = new TreeSet<>(Set.of("timed out"));
    for (Path file : sources()) {
      String source = Files.readString(file);
      for (MatchResult field : found(TERMINATION, source)) {
        reasons.addAll(reasons(source, field.group(1) + "\\s*\\.end(?:All)?"));
      }
    }
    assertThat(reasons).contains("signed out", "password changed", "reported by the owner");
    assertThat(reasons).hasSizeGreaterThan(12).allSatisfy(it -> isKnown("end", it));
  }

  @Test
  void ofAStoppedChange() throws IOException {
    Set<String> reasons = new TreeSet<>();
    reasons.addAll(
        reasons(source("edge/consequences/Consequences.java"), "delayedChanges\\.stopAll"));
    reasons.addAll(reasons(source("gate/selfservice/DelayedChanges.java"), "\\bstop"));
    found(STOP_IN_CHANGE_APPLIER, source("gate/selfservice/ChangeApplier.java"))
        .forEach(it -> reasons.add(it.group(1)));
    assertThat(reasons).contains("owner", "method used", "account locked", "key retired");
    assertThat(reasons).hasSizeGreaterThan(9).allSatisfy(it -> isKnown("stop", it));
  }

  private static void isKnown(String what, String reason) throws IOException {
    Properties words = new Properties();
    try (var reader = Files.newBufferedReader(WORDS)) {
      words.load(reader);
    }
    assertThat(words).containsKey("settings.history." + what + "." + reason.replace(' ', '-'));
  }

  /** The reasons in calls: the last argument but one, a literal or a name. */
  private static Set<String> reasons(String source, String method) {
    Set<String> reasons = new TreeSet<>();
    Pattern call = Pattern.compile(method + "\\(((?:[^()]|\\((?:[^()]|\\([^()]*\\))*\\))*)\\)");
    for (MatchResult match : found(call, source)) {
      List<String> arguments = List.of(match.group(1).split(","));
      String reason = arguments.get(Math.max(0, arguments.size() - 2)).strip();
      found(LITERAL, reason.startsWith("\"") ? reason : value(reason, source, match.start()))
          .forEach(it -> reasons.add(it.group(1)));
    }
    return reasons;
  }

  /** The last assignment before the call; empty for a parameter, whose value a caller gives. */
  private static String value(String name, String source, int end) {
    List<MatchResult> declared =
        found(Pattern.compile("String " + Pattern.quote(name) + "( = [^;]*;|,|\\))"), source);
    return declared.stream()
        .filter(it -> it.start() < end)
        .reduce((before, last) -> last)
        .map(it -> it.group(1))
        .orElse("");
  }

  private static List<MatchResult> found(Pattern pattern, String source) {
    return pattern.matcher(source).results().toList();
  }

  private static String source(String file) throws IOException {
    return Files.readString(CODE.resolve(file));
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(CODE)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }
}
