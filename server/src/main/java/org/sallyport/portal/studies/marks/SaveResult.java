package org.sallyport.portal.studies.marks;

import java.time.Instant;

/** What became of a mark that was to be saved. */
sealed interface SaveResult {
  /** It is saved, new or in place of the one with the same id. */
  record Saved(Mark mark) implements SaveResult {}

  /** The study has as many marks of the account as it can have. */
  record StudyFull(int most) implements SaveResult {}

  /** The account has as many marks as it can have, or as many bytes. */
  record AccountFull() implements SaveResult {}

  /** The account saved too many in the last hour. */
  record TooMany(Instant until) implements SaveResult {}
}
