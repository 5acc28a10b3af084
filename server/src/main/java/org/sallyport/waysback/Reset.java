package org.sallyport.waysback;

import java.time.Instant;

/** What came of an act on the reset of a second factor (RULES 39). */
public sealed interface Reset {

  /**
   * It is asked for.
   *
   * @param dueAt when it is done if no second admin confirms it before
   */
  record Asked(Instant dueAt) implements Reset {}

  /** The account has no method any more; its next sign-in leads to the chooser. */
  record Done() implements Reset {}

  record Cancelled() implements Reset {}

  /** One is open already. */
  record AskedBefore() implements Reset {}

  /** None is open. */
  record NoneOpen() implements Reset {}

  /** Who acts is no enabled admin. */
  record NoAdmin() implements Reset {}

  /** Two people are needed: the owner is neither, and who asked is not who confirms. */
  record SamePerson() implements Reset {}
}
