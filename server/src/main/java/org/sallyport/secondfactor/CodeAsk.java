package org.sallyport.secondfactor;

import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page that asks for a code, as its template reads it.
 *
 * @param tag names the message
 * @param way for example "by SMS"
 * @param to where it went, masked
 * @param minutesValid minutes a code is valid from when it was made
 * @param resendIn seconds until the next one can be asked for; 0 for now
 * @param resendNote what stands beside Resend in place of the seconds
 * @param resendOffered whether another one can be asked for at all in this attempt
 * @param action where the code is posted
 * @param resendAction where Resend is posted
 * @param rememberFor how long the box promises to remember this browser, for example "30 days";
 *     null for no box
 * @param rememberWhyNot why there is none, for those who would miss it
 * @param otherWays whether "Use another way" is offered
 * @param startAgain whether "Not you? Start again" is offered
 * @param problem what was wrong with the answer
 * @param delivery what is known to have gone wrong with the message
 * @param voidedElsewhere another sign-in asked for a newer code
 * @param heading in place of "Enter the code from message"
 */
public record CodeAsk(
    String username,
    String tag,
    String way,
    String to,
    ZonedDateTime sentAt,
    ZonedDateTime validUntil,
    long minutesValid,
    long resendIn,
    @Nullable String resendNote,
    boolean resendOffered,
    String action,
    String resendAction,
    @Nullable String rememberFor,
    @Nullable String rememberWhyNot,
    boolean otherWays,
    @Nullable String otherWaysHref,
    boolean startAgain,
    @Nullable Problem problem,
    @Nullable Trouble delivery,
    boolean voidedElsewhere,
    @Nullable String heading) {

  /**
   * What was wrong.
   *
   * @param lines what happened and what to do
   * @param triesLeft before the account locks; null where nothing was counted
   * @param typed what was typed, to be mended
   */
  public record Problem(List<String> lines, @Nullable Integer triesLeft, @Nullable String typed) {}

  /**
   * What became of the message.
   *
   * @param kind "failed", "unknown", or "waiting" while it is tried again by itself
   */
  public record Trouble(String kind, String text) {}

  /** The parts of the page that differ from flow to flow. */
  public record Frame(
      String username,
      String action,
      String resendAction,
      @Nullable String rememberFor,
      @Nullable String rememberWhyNot,
      @Nullable String otherWaysHref,
      boolean startAgain,
      @Nullable String heading) {}
}
