package org.sallyport.selfservice;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sallyport.ids.AccountId;
import org.sallyport.ids.SignInId;

/**
 * A change that was confirmed without a method said to be lost, and takes effect when it is due
 * (rule 28).
 *
 * @param session in which it was asked for
 * @param value what it is changed to, as its kind needs it; null if the key that sealed it was
 *     retired, so that it can take no effect
 * @param lost methods that are said to be lost; a sign-in by one of them voids it
 */
public record DelayedChange(
    UUID id,
    AccountId account,
    SignInId session,
    Change change,
    @Nullable String value,
    Set<String> lost,
    Instant askedAt,
    Instant dueAt) {
  @Override
  public String toString() {
    return "DelayedChange[" + change + " " + id + "]";
  }
}
