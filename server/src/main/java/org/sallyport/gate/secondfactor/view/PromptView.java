package org.sallyport.gate.secondfactor.view;

import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.secondfactor.enrollment.QrPicture;

/** The view model of a prompt. Each case has a template of its own. */
public sealed interface PromptView {

  /** The name of the template. */
  default String template() {
    return switch (this) {
      case Sent sent -> "prompt/sent";
      case Unsent unsent -> "prompt/unsent";
      case Typed typed -> "prompt/typed";
      case Signature signature -> "prompt/signature";
      case Approval approval -> "prompt/approval";
    };
  }

  /**
   * A message with a code was sent.
   *
   * @param tag identifies the message
   * @param digits how many digits the code has
   * @param way for example "by SMS"
   * @param to masked destination
   * @param minutesValid minutes a code is valid from its creation
   * @param resend when the next one can be requested
   * @param delivery known delivery problem
   * @param state whether the code is still valid
   * @param endsIn seconds until it expires; null if it is no longer valid
   * @param status what is known of its delivery
   * @param call whether it is spoken in a call
   */
  record Sent(
      String tag,
      int digits,
      String way,
      String to,
      ZonedDateTime at,
      ZonedDateTime validUntil,
      long minutesValid,
      Resend resend,
      @Nullable Trouble delivery,
      MessageState state,
      @Nullable Long endsIn,
      Status status,
      boolean call)
      implements PromptView {

    /** Whether its code can still be valid. */
    public boolean isLive() {
      return state.isLive();
    }

    /** Whether the only way on is another message, so that Resend is shown within the notice. */
    public boolean isResendNext() {
      return !isLive() || (delivery != null && !delivery.kind().equals(Trouble.WAITING));
    }
  }

  /**
   * What is known of the delivery of a message.
   *
   * @param words for example "Delivered"
   * @param otherWaysFirst whether another way than this message is the next step
   * @param last whether nothing more is to be heard of it
   */
  record Status(String words, boolean otherWaysFirst, boolean last) {}

  /** The state of a message when the page is rendered. */
  enum MessageState {
    FRESH,
    /** Replaced an earlier message. */
    RESENT,
    EXPIRED,
    /** Invalidated by a newer code of another sign-in of the account. */
    VOID;

    boolean isLive() {
      return this == FRESH || this == RESENT;
    }
  }

  /**
   * A message that has not been sent yet.
   *
   * @param way for example "by SMS"
   * @param to destination
   */
  record Unsent(String way, String to, Resend resend) implements PromptView {}

  /**
   * A code that is typed and was not sent.
   *
   * @param question the page's question
   * @param hint where to find it
   * @param label name of the code, for example "Recovery code"
   * @param note where the code comes from, for the list of steps
   * @param sixDigits whether it is six digits rather than letters and digits
   */
  record Typed(String question, String hint, String label, String note, boolean sixDigits)
      implements PromptView {}

  /**
   * A challenge that a device signs.
   *
   * @param options for the browser, as JSON; null if a new challenge must be requested
   */
  record Signature(String question, String hint, @Nullable String options) implements PromptView {}

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
  record Approval(
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
      boolean again)
      implements PromptView {
    @Override
    public String toString() {
      return "Approval[" + to + "]";
    }
  }

  /**
   * When another message can be requested.
   *
   * @param offered whether this attempt allows another message at all
   * @param in seconds until then; 0 for now
   * @param note text beside the button instead of the seconds
   * @param call whether it can be spoken in a call
   */
  record Resend(boolean offered, long in, @Nullable String note, boolean call) {}

  /**
   * A delivery problem of the message.
   *
   * @param kind "failed", "unknown", or "waiting" while delivery is retried automatically
   */
  record Trouble(String kind, String text) {
    static final String WAITING = "waiting";
  }
}
