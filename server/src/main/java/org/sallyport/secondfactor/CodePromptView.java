package org.sallyport.secondfactor;

import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The view model of the page that asks for a code.
 *
 * @param sent the message with the code; null if none was sent
 * @param unsent the message that can be sent; null if one was sent, or the factor sends none
 * @param kept where else the code is found; null if one was sent
 * @param signed the challenge to be signed; null if a code is typed
 * @param awaited the request on another device; null if there is none
 * @param frame the parts that differ between flows
 * @param problem what was wrong with the answer
 */
public record CodePromptView(
    @Nullable Sent sent,
    @Nullable Unsent unsent,
    @Nullable Kept kept,
    @Nullable Signed signed,
    @Nullable Awaited awaited,
    Frame frame,
    @Nullable Problem problem) {

  /** The name of the template. */
  public String template() {
    if (awaited != null) {
      return "approve";
    }
    return signed == null ? "code" : "passkey";
  }

  /**
   * A message with a code.
   *
   * @param tag identifies the message
   * @param way for example "by SMS"
   * @param to masked destination
   * @param minutesValid minutes a code is valid from its creation
   * @param resend when the next one can be requested
   * @param delivery known delivery problem
   * @param state whether the code is still valid
   * @param endsIn seconds until it expires; null if it is no longer valid
   */
  public record Sent(
      String tag,
      String way,
      String to,
      ZonedDateTime at,
      ZonedDateTime validUntil,
      long minutesValid,
      Resend resend,
      @Nullable Trouble delivery,
      State state,
      @Nullable Long endsIn) {

    /** Whether its code can still be valid. */
    public boolean isLive() {
      return state == State.FRESH || state == State.RESENT;
    }
  }

  /** The state of a message when the page is rendered. */
  public enum State {
    FRESH,
    /** Replaced an earlier message. */
    RESENT,
    EXPIRED,
    /** Invalidated by a newer code of another sign-in of the account. */
    VOID
  }

  /**
   * A message that has not been sent yet.
   *
   * @param way for example "by SMS"
   * @param to destination
   */
  public record Unsent(String way, String to, Resend resend) {}

  /**
   * When another message can be requested.
   *
   * @param offered whether this attempt allows another message at all
   * @param in seconds until then; 0 for now
   * @param note text beside the button instead of the seconds
   */
  public record Resend(boolean offered, long in, @Nullable String note) {}

  /**
   * A code that is not sent.
   *
   * @param question the page's question
   * @param hint where to find it
   * @param written label of the typed code, for example "Recovery code"; null for six digits
   */
  public record Kept(String question, String hint, @Nullable String written) {}

  /**
   * A challenge that a device signs.
   *
   * @param options for the browser, as JSON; null if a new challenge must be requested
   */
  public record Signed(String question, String hint, @Nullable String options) {}

  /**
   * A request that is answered on another device.
   *
   * @param number grouped for reading; null if the request is no longer pending
   * @param digits the single digits
   * @param qr scanned instead of typing the number; null if the number can only be typed
   * @param to the owner's name for the device
   * @param until null if no request is pending
   * @param over why it is no longer pending, in lines; null while it is pending
   * @param approved whether it was approved, so that Continue proceeds
   * @param codes whether a code can be typed instead
   * @param again whether a new request can be made
   */
  public record Awaited(
      @Nullable String number,
      List<String> digits,
      @Nullable QrPicture qr,
      String to,
      ZonedDateTime at,
      @Nullable ZonedDateTime until,
      String browser,
      String address,
      @Nullable List<String> over,
      boolean approved,
      boolean codes,
      boolean again) {
    @Override
    public String toString() {
      return "Awaited[" + to + "]";
    }
  }

  /**
   * What was wrong with the answer.
   *
   * @param lines what happened and what to do
   * @param triesLeft tries before the account locks; null if nothing was counted
   */
  public record Problem(List<String> lines, @Nullable Integer triesLeft) {}

  /**
   * A delivery problem of the message.
   *
   * @param kind "failed", "unknown", or "waiting" while delivery is retried automatically
   */
  public record Trouble(String kind, String text) {}

  /**
   * The parts of the page that differ between flows.
   *
   * @param action URL the code is posted to
   * @param resendAction URL Resend posts to
   * @param rememberFor how long the check box remembers this browser, for example "30 days"; null
   *     for no check box
   * @param rememberWhyNot why there is no check box, if the person would expect one
   * @param otherWaysHref target of "Use another way"; null if it is not offered
   * @param startAgain whether "Not you? Start again" is offered
   * @param heading replaces the question as heading; the question then follows below
   * @param changeHref where the entered contact can be corrected; null if none was entered
   * @param leave how to continue without an answer; null if that is not possible
   * @param change the account change being confirmed; null if there is none
   */
  public record Frame(
      String username,
      String action,
      String resendAction,
      @Nullable String rememberFor,
      @Nullable String rememberWhyNot,
      @Nullable String otherWaysHref,
      boolean startAgain,
      @Nullable String heading,
      @Nullable String changeHref,
      @Nullable Leave leave,
      @Nullable Confirmation change) {}

  /**
   * Continuing without an answer.
   *
   * @param action URL it is posted to
   * @param words label of the button, for example "Cancel"
   */
  public record Leave(String action, String words) {}

  /**
   * An account change that waits for confirmation.
   *
   * @param why what is confirmed, and why by this factor, in a sentence or two
   * @param lostHref target of "I no longer have this"; null if it is not offered
   * @param cancelAction URL Cancel posts to
   */
  public record Confirmation(String why, @Nullable String lostHref, String cancelAction) {}
}
