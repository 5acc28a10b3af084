package org.sallyport.gate.selfservice;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.SignInId;

/**
 * A change that was confirmed without a method reported as lost, and takes effect when it is due
 * (rule 28).
 *
 * @param session the session in which it was requested
 * @param value the new value, in the form its kind needs; null if the key that encrypted it was
 *     retired, so that the change cannot be applied
 * @param lost the methods reported as lost; a sign-in with one of them voids the change. A method
 *     is removed once its contact was replaced, so the set can be empty
 */
public record DelayedChange(
    UUID id,
    AccountId account,
    SignInId session,
    Change change,
    @Nullable String value,
    Set<String> lost,
    Instant requestedAt,
    Instant dueAt) {
  @Override
  public String toString() {
    return "DelayedChange[" + change + " " + id + "]";
  }
}
