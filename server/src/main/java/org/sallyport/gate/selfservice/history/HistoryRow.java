package org.sallyport.gate.selfservice.history;

import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.ids.SignInId;

/**
 * A line of the login history (rule 36).
 *
 * @param signIn the attempt or session; null for wrong passwords, and for changes without a stored
 *     session
 * @param outcome its description, for example "Signed in" or "Wrong password, 2 times"
 * @param how the second factor used and how the attempt ended, or a change's details; null if there
 *     is nothing to add
 * @param news what was new to the account then, for example "New browser"; null if nothing was
 * @param notYou the text shown if the line cannot be reported
 * @param reported whether the owner reported it
 * @param current whether the page is viewed in this session
 * @param first what a sign-in began with
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
    boolean current,
    First first) {

  /** What a sign-in began with. */
  public enum First {
    PASSWORD,
    PASSKEY,
    ISSUER,
    TICKET
  }

  /** How an outcome is to be read by the owner. */
  public enum Grade {
    GOOD,
    PLAIN,
    BAD
  }

  /** Whether the owner can report it with "This wasn't me". */
  public boolean isReportable() {
    return signIn != null && !reported && !current;
  }
}
