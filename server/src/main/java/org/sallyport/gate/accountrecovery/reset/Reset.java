package org.sallyport.gate.accountrecovery.reset;

import java.time.Instant;

/** The result of an operation on the reset of a second factor (rule 39). */
public sealed interface Reset {

  /**
   * The reset is requested.
   *
   * @param dueAt when it takes effect if no second admin confirms it before
   */
  record Requested(Instant dueAt) implements Reset {}

  /** The second-factor method is removed; the next sign-in shows the method chooser. */
  record FactorRemoved() implements Reset {}

  /** A first admin confirmed a reset that the help desk requested; a second one must. */
  record Approved() implements Reset {}

  record Cancelled() implements Reset {}

  /** A reset is already open. */
  record AskedBefore() implements Reset {}

  /**
   * The limit of requests within a day is reached; further ones would bury the owner's
   * notifications.
   *
   * @param until when a reset can be requested again
   */
  record AskedTooOften(Instant until) implements Reset {}

  /** No reset is open: none was requested, or it is done, cancelled or void. */
  record NoneOpen() implements Reset {}

  /** The acting account is not an enabled, unlocked admin. */
  record NoAdmin() implements Reset {}

  /**
   * The acting admin got the role too short a time ago to confirm.
   *
   * @param from when they can
   */
  record NewAdmin(Instant from) implements Reset {}

  /**
   * Two admins are needed: neither may be the owner, and the one who requested the reset cannot
   * confirm it.
   */
  record SamePerson() implements Reset {}

  /**
   * The reset was requested, or approved first, in the browser in which it would be confirmed; or
   * one of the sign-ins does not tell its browser. A second account there may be the same person.
   */
  record SameBrowser() implements Reset {}
}
