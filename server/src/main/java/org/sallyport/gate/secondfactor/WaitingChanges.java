package org.sallyport.gate.secondfactor;

import java.time.Instant;
import java.util.List;
import org.sallyport.platform.ids.AccountId;

/** Changes of an account that wait because a method was reported as lost (rule 28). */
public interface WaitingChanges {

  /**
   * One of them.
   *
   * @param change its name, for example "mobile number"
   * @param dueAt when it takes effect
   */
  record Waiting(String change, Instant dueAt) {}

  /** Those of an account. */
  List<Waiting> of(AccountId account);
}
