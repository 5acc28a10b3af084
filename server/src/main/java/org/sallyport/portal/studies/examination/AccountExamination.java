package org.sallyport.portal.studies.examination;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the studies that an account sees, newest first.
 *
 * @param next where the next page begins, as text for an address; null if this is the last
 */
public record AccountExamination(List<Row> rows, @Nullable String next) {

  /** A study and why the account sees it, as text, the widest reason first. */
  public record Row(ExaminedStudy study, List<String> why) {}
}
