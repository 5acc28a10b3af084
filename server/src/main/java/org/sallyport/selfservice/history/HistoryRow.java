package org.sallyport.selfservice.history;

import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;
import org.sallyport.ids.SignInId;

/**
 * A line of the login history (rule 36).
 *
 * @param signIn null for wrong passwords, which opened nothing
 * @param outcome in words, for example "Signed in" or "Wrong password, 2 times"
 * @param how how the second door was opened, or where it stopped; null if there is nothing to say
 * @param news what was new to the account then, for example "New browser"; null if nothing was
 * @param notYou what stands where nothing can be reported
 * @param reported whether the owner said that it was somebody else
 * @param current whether the page is read in it
 */
public record HistoryRow(
    @Nullable SignInId signIn,
    ZonedDateTime at,
    String outcome,
    Grade grade,
    String browser,
    @Nullable String how,
    String address,
    @Nullable String news,
    String notYou,
    boolean reported,
    boolean current) {

  /** What an outcome means for the owner. */
  public enum Grade {
    GOOD,
    PLAIN,
    BAD
  }

  /** Whether the owner can say "this wasn't me". */
  public boolean isReportable() {
    return signIn != null && !reported && !current;
  }
}
