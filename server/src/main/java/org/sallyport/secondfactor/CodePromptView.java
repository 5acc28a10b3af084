package org.sallyport.secondfactor;

import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page that asks for a code, as its template reads it.
 *
 * @param sent the message with the code; null if none was sent
 * @param unsent the message that is to be sent; null if one was, or none is
 * @param kept where else the code is to be found; null if one was sent
 * @param signed the challenge, where nothing is typed; else null
 * @param awaited what another device is asked; null if none is
 * @param frame the parts that differ from flow to flow
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

  /** The template that shows it. */
  public String template() {
    if (awaited != null) {
      return "approve";
    }
    return signed == null ? "code" : "passkey";
  }

  /**
   * A message with a code.
   *
   * @param tag names the message
   * @param way for example "by SMS"
   * @param to where it went, masked
   * @param minutesValid minutes a code is valid from when it was made
   * @param resend how the next one can be asked for
   * @param delivery what is known to have gone wrong with the message
   * @param state what it is worth
   * @param endsIn seconds until it expires; null if it counts no more
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

    /** Whether a code of it can still be right. */
    public boolean isLive() {
      return state == State.FRESH || state == State.RESENT;
    }
  }

  /** What a message is worth when its page is made. */
  public enum State {
    FRESH,
    /** It replaced one that was sent before. */
    RESENT,
    EXPIRED,
    /** Another sign-in of the account asked for a newer code. */
    VOID
  }

  /**
   * A message that is yet to be sent.
   *
   * @param way for example "by SMS"
   * @param to where it will go
   */
  public record Unsent(String way, String to, Resend resend) {}

  /**
   * Asking for another message.
   *
   * @param offered whether it can be asked for at all in this attempt
   * @param in seconds until then; 0 for now
   * @param note what stands beside the button in place of the seconds
   */
  public record Resend(boolean offered, long in, @Nullable String note) {}

  /**
   * A code that is not sent.
   *
   * @param question the page's question
   * @param hint where to find it
   * @param written what is typed, for example "Recovery code"; null for six digits
   */
  public record Kept(String question, String hint, @Nullable String written) {}

  /**
   * A challenge that a device signs.
   *
   * @param options for the browser, as JSON; null if a new challenge is to be asked for
   */
  public record Signed(String question, String hint, @Nullable String options) {}

  /**
   * What another device is asked.
   *
   * @param number in groups as it is read; null if there is nothing to answer any more
   * @param digits each by itself
   * @param qr to be scanned in place of the number; null where it is only typed
   * @param to how the owner calls the device
   * @param until null if nothing is asked
   * @param over what became of it, in lines; null while it is open
   * @param approved whether it was approved, so that Continue goes on
   * @param codes whether a code can be typed instead
   * @param again whether it can be asked again
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
   * What was wrong.
   *
   * @param lines what happened and what to do
   * @param triesLeft before the account locks; null where nothing was counted
   */
  public record Problem(List<String> lines, @Nullable Integer triesLeft) {}

  /**
   * What became of the message.
   *
   * @param kind "failed", "unknown", or "waiting" while it is tried again by itself
   */
  public record Trouble(String kind, String text) {}

  /**
   * The parts of the page that differ from flow to flow.
   *
   * @param action where the code is posted
   * @param resendAction where Resend is posted
   * @param rememberFor how long the box promises to remember this browser, for example "30 days";
   *     null for no box
   * @param rememberWhyNot why there is none, for those who would miss it
   * @param otherWaysHref where "Use another way" leads; null if it is not offered
   * @param startAgain whether "Not you? Start again" is offered
   * @param heading in place of the question, which then stands below it
   * @param changeHref where what was typed can be corrected; null if nothing was
   * @param leave how to go on without an answer; null if there is no such way
   * @param change the change of the account that is confirmed; null if none is
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
   * Going on without an answer.
   *
   * @param action where that is posted
   * @param words what the button says, for example "Cancel"
   */
  public record Leave(String action, String words) {}

  /**
   * A change of the account that waits for the answer.
   *
   * @param why what is confirmed, and why by this, in a sentence or two
   * @param lostHref where "I no longer have this" leads; null if it is not offered
   * @param cancelAction where Cancel is posted
   */
  public record Confirmation(String why, @Nullable String lostHref, String cancelAction) {}
}
