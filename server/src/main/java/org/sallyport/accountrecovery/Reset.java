package org.sallyport.accountrecovery;

import java.time.Instant;

/** What came of an act on the reset of a second factor (rule 39). */
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

  /**
   * It was asked for, and cancelled, so often within a day that another one would only bury what
   * the owner is told.
   *
   * @param until when it can be asked for again
   */
  record AskedTooOften(Instant until) implements Reset {}

  /** It is not open: nobody asked, or it is done, cancelled or void. */
  record NoneOpen() implements Reset {}

  /** The acting account is no enabled, unlocked admin. */
  record NoAdmin() implements Reset {}

  /** Two people are needed: neither is the owner, and the one who asked does not confirm. */
  record SamePerson() implements Reset {}
}
