package org.sallyport.doctor;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.sallyport.examination.Finding;
import tools.jackson.databind.json.JsonMapper;

/** Findings as lines, or as JSON. */
final class Report {
  private Report() {}

  static String lines(List<Finding> findings) {
    return findings.stream().map(Finding::line).collect(Collectors.joining("\n"));
  }

  /** For example {@code {"sound":false,"findings":[{"subject":"mail","severity":"error",…}]}}. */
  static String json(List<Finding> findings) {
    boolean sound = findings.stream().noneMatch(it -> it.severity() == Finding.Severity.ERROR);
    List<Map<String, String>> lines =
        findings.stream()
            .map(
                it ->
                    Map.of(
                        "subject", it.subject(),
                        "severity", it.severity().name().toLowerCase(Locale.ROOT),
                        "text", it.text()))
            .toList();
    return new JsonMapper().writeValueAsString(Map.of("sound", sound, "findings", lines));
  }
}
