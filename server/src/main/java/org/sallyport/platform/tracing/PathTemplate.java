package org.sallyport.platform.tracing;

import java.util.Set;

/** Templates of DICOMweb paths, made from their words alone. */
public final class PathTemplate {
  private static final int MAX_SEGMENTS = 12;

  /** The words of DICOMweb paths (DICOM PS3.18 section 10) and of Orthanc's own. */
  private static final Set<String> WORDS =
      Set.of(
          "shared",
          "dicom-web",
          "studies",
          "series",
          "instances",
          "frames",
          "metadata",
          "rendered",
          "thumbnail",
          "bulk",
          "bulkdata",
          "changes",
          "tools",
          "lookup",
          "media");

  private PathTemplate() {}

  /**
   * The path with everything but known words replaced, for example "/studies/{}/series" of
   * "studies/1.2.3/series?limit=1".
   */
  public static String of(String path) {
    StringBuilder template = new StringBuilder();
    int segments = 0;
    for (String segment : path.replaceFirst("[?#].*", "").replaceFirst("^/", "").split("/", -1)) {
      if (++segments > MAX_SEGMENTS) {
        break;
      }
      template.append('/').append(WORDS.contains(segment) ? segment : "{}");
    }
    return template.toString();
  }
}
