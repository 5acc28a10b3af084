package org.sallyport.gate.secondfactor;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.secondfactor.written.WrittenCode;
import org.sallyport.platform.messages.Messages;

/** A challenge as its page shows it. */
public sealed interface Prompt {

  /** From this moment on answers are refused; null if the prompt does not determine it. */
  @Nullable Instant validUntil();

  /**
   * A code was sent.
   *
   * @param tag identifies the message with the code (rule 7)
   * @param digits how many digits the code has
   * @param way for example "by SMS"
   * @param to masked destination
   * @param sentAt when it was created
   * @param validUntil from this moment on it is refused
   * @param resendAt when the next one can be requested; null if none can in this attempt
   * @param again whether it replaced one that was sent before
   * @param voidedElsewhere another sign-in of the account requested a newer one (rule 5)
   * @param trouble known delivery problem as text; null if there is none
   * @param fate what the problem means for the message
   * @param isCall whether it is spoken in a call
   * @param callOffered whether the next one can be
   */
  record Sent(
      String tag,
      int digits,
      String way,
      String to,
      Instant sentAt,
      Instant validUntil,
      @Nullable Instant resendAt,
      boolean again,
      boolean voidedElsewhere,
      @Nullable String trouble,
      Fate fate,
      boolean isCall,
      boolean callOffered)
      implements Prompt {}

  /**
   * No code was sent over this channel yet: the last one was sent to another destination a moment
   * ago.
   *
   * @param way for example "by SMS"
   * @param to destination
   * @param digits how many digits it will have
   * @param sendAt when it can be requested; null if it cannot in this attempt
   */
  record Unsent(String way, String to, int digits, @Nullable Instant sendAt) implements Prompt {
    @Override
    public @Nullable Instant validUntil() {
      return null;
    }
  }

  /**
   * The person's device shows the code, or it is on paper; nothing is sent.
   *
   * @param question for example "Enter the code from your authenticator app"
   * @param hint where to find it, in a sentence
   * @param field what is typed
   */
  record Typed(String question, String hint, Field field) implements Prompt {
    @Override
    public @Nullable Instant validUntil() {
      return null;
    }
  }

  /**
   * The browser or a security key signs a challenge.
   *
   * @param options for navigator.credentials.get, as JSON (WebAuthn, section 5.5); null if the
   *     challenge is used or expired and a new one must be requested
   * @param validUntil of the challenge
   */
  record Signature(
      String question, String hint, @Nullable String options, @Nullable Instant validUntil)
      implements Prompt {}

  /**
   * The person approves a request on another device, entering the number that only this page shows.
   *
   * @param number null if the request is no longer pending
   * @param scanned what the device can scan from the page instead of typing the number; as secret
   *     as the number. Null if the number is short enough to type, and if there is none
   * @param to the owner's name for the device
   * @param requestedAt when the request was made
   * @param validUntil from this moment on answers are refused; null if no request was made
   * @param browser the requesting browser, as the device shows it
   * @param address the requesting address, as the device shows it
   * @param codes whether a code can be typed instead
   */
  record Approval(
      State state,
      @Nullable String number,
      @Nullable String scanned,
      String to,
      Instant requestedAt,
      @Nullable Instant validUntil,
      String browser,
      String address,
      boolean codes)
      implements Prompt {

    /** The state of the request. */
    public enum State {
      OPEN,
      APPROVED,
      DENIED,
      /** Too many wrong numbers were entered. */
      WRONG_NUMBERS,
      /** Replaced by the request of another attempt or session of the account. */
      REPLACED,
      /** Approved, but by a phone that was removed before the page continued. */
      PHONE_REMOVED,
      /** Not answered in time. */
      LATE,
      /** No requests are sent until another factor succeeds or the account is unlocked. */
      PAUSED
    }

    @Override
    public String toString() {
      return "Approval[" + state + "]";
    }
  }

  /** The delivery state of a message. */
  enum Fate {
    /** Not handed over yet, or being retried automatically. */
    WAITING,
    /** The mail server or the gateway took it; more is not known. */
    ACCEPTED,
    /** It has not reached its destination yet, and is still tried. */
    DELAYED,
    /** The mail system of the receiver took it; more is not known. */
    RELAYED,
    /** It reached its destination. */
    DELIVERED,
    /** It will not arrive. */
    FAILED,
    /** It may arrive or not, and is not retried automatically. */
    UNKNOWN;

    /** Whether nothing more is to be heard of it. */
    public boolean isFinal() {
      return this == DELIVERED || this == FAILED || this == UNKNOWN;
    }
  }

  /**
   * The input field of a {@link Typed} code.
   *
   * @param label the name of the code, for example "Recovery code"
   * @param note where the code comes from, in two or three words, for the list of steps
   * @param malformed the error for an answer in another format
   */
  record Field(Format format, String label, String note, String malformed) {
    /** A field for six digits that phones can fill in automatically. */
    public static Field sixDigits(String note) {
      return new Field(
          Format.SIX_DIGITS,
          Messages.text("common.one-time-password"),
          note,
          Messages.text("prompt.field.malformed", CodeDigits.OF_APP));
    }

    /** A field for a {@link WrittenCode}. */
    public static Field writtenCode(String label, String malformed) {
      return new Field(Format.WRITTEN_CODE, label, label, malformed);
    }
  }

  /** The format of a typed code. */
  enum Format {
    SIX_DIGITS,
    WRITTEN_CODE
  }
}
