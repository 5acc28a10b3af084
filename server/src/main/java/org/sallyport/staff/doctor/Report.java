package org.sallyport.staff.doctor;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.sallyport.platform.examination.Finding;
import tools.jackson.databind.json.JsonMapper;

/** Findings as lines, or as JSON. */
final class Report {
  private Report() {}

  /** Whether none of them is an error. */
  static boolean isSound(List<Finding> findings) {
    return findings.stream().noneMatch(it -> it.severity() == Finding.Severity.ERROR);
  }

  /** The last line counts, for example "1 error, 2 warnings". */
  static String lines(List<Finding> findings) {
    return findings.stream().map(Finding::line).collect(Collectors.joining("\n"))
        + "\n"
        + count(findings, Finding.Severity.ERROR, "error")
        + ", "
        + count(findings, Finding.Severity.WARNING, "warning");
  }

  private static String count(List<Finding> findings, Finding.Severity severity, String word) {
    long count = findings.stream().filter(it -> it.severity() == severity).count();
    return count + " " + word + (count == 1 ? "" : "s");
  }

  /** For example {@code {"sound":false,"findings":[{"subject":"mail","severity":"error",…}]}}. */
  static String json(List<Finding> findings) {
    List<Map<String, String>> lines = findings.stream().map(Report::fields).toList();
    return new JsonMapper()
        .writeValueAsString(Map.of("sound", isSound(findings), "findings", lines));
  }

  private static Map<String, String> fields(Finding finding) {
    return Map.of(
        "subject", finding.subject(),
        "severity", finding.severity().name().toLowerCase(Locale.ROOT),
        "text", finding.text());
  }
}
