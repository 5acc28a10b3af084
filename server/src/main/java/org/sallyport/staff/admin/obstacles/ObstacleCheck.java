package org.sallyport.staff.admin.obstacles;

import java.util.stream.Stream;
import org.sallyport.gate.account.Account;

/** Finds the obstacles of one kind of state. Reads only; sends, counts and changes nothing. */
interface ObstacleCheck {

  /** Those in the way of an account's owner now. */
  Stream<Obstacle> of(Account account);
}
