package org.sallyport.portal.studies.list;

import java.util.List;

/**
 * The newest studies of an account in numbers, and what the filters offer.
 *
 * @param studies how many there are, at most {@link #MAX_COUNTED} and one
 * @param unread how many of these are new
 */
public record StudySummary(
    int studies, int unread, List<String> modalities, List<String> institutions) {
  /** The maximum number that is counted, so that a long list costs no more than a short one. */
  public static final int MAX_COUNTED = 500;

  public boolean isMore() {
    return studies > MAX_COUNTED;
  }
}
