package org.sallyport.staff.admin.desk;

import java.time.Instant;

/** The result of an act of the help desk. */
sealed interface DeskResult {

  /** Done, and recorded. */
  record Done() implements DeskResult {}

  /** The account was not in the state that the act ends. */
  record NothingToDo() implements DeskResult {}

  /** The account is the visitor's own, or that of staff whom only an admin may help. */
  record NotByYou() implements DeskResult {}

  /** Too many codes were wrong in a row: only a reset makes the account usable again. */
  record ResetFirst() implements DeskResult {}

  /** A reset is open already. */
  record ResetOpen() implements DeskResult {}

  /**
   * The limit of this act on this account is reached.
   *
   * @param until when it is possible again
   */
  record TooOften(Instant until) implements DeskResult {}

  /** The visitor's session or right has ended. */
  record NotNow() implements DeskResult {}

  /** There is no such account. */
  record Gone() implements DeskResult {}
}
