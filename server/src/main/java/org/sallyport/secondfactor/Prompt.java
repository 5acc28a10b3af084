package org.sallyport.secondfactor;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A question that was put, as its page shows it. */
public sealed interface Prompt {

  /** From this moment on no answer to it is taken; null if that is not the question's to say. */
  @Nullable Instant validUntil();

  /**
   * A code was sent.
   *
   * @param tag names the message with the code (rule 7)
   * @param way for example "by SMS"
   * @param to where it went, masked
   * @param sentAt when it was made
   * @param validUntil from this moment on it is refused
   * @param resendAt when the next one can be asked for; null if none can in this attempt
   * @param again whether it replaced one that was sent before
   * @param voidedElsewhere another sign-in of the account asked for a newer one (rule 5)
   * @param trouble what is known to have gone wrong on its way, in words; null if nothing is
   * @param fate what the trouble means for the message
   */
  record Sent(
      String tag,
      String way,
      String to,
      Instant sentAt,
      Instant validUntil,
      @Nullable Instant resendAt,
      boolean again,
      boolean voidedElsewhere,
      @Nullable String trouble,
      Fate fate)
      implements Prompt {}

  /**
   * A code is to be sent, and none was yet: the last one went elsewhere a moment ago.
   *
   * @param way for example "by SMS"
   * @param to where it will go
   * @param sendAt when it can be asked for; null if it cannot in this attempt
   */
  record Unsent(String way, String to, @Nullable Instant sendAt) implements Prompt {
    @Override
    public @Nullable Instant validUntil() {
      return null;
    }
  }

  /**
   * Something of theirs shows a code, or it is written down; nothing is sent.
   *
   * @param question for example "Enter the code from your authenticator app"
   * @param hint where to find it, in a sentence
   * @param field what is typed
   */
  record Kept(String question, String hint, Field field) implements Prompt {
    @Override
    public @Nullable Instant validUntil() {
      return null;
    }
  }

  /**
   * The browser, or a key at it, signs a challenge.
   *
   * @param options for navigator.credentials.get, as JSON (WebAuthn, section 5.5); null if the
   *     challenge is spent or too old, and is to be asked for anew
   * @param validUntil of the challenge
   */
  record Assertion(
      String question, String hint, @Nullable String options, @Nullable Instant validUntil)
      implements Prompt {}

  /**
   * Something of theirs is asked whether it is they, and wants the number that this page alone
   * shows.
   *
   * @param number null if there is nothing to answer any more
   * @param scanned what the device may read off the page in place of the number; as secret as that.
   *     Null where the number is typed in no time, and where there is none
   * @param to how the owner calls what was asked
   * @param askedAt when
   * @param validUntil from this moment on no answer counts; null if nothing was asked
   * @param browser from which browser, as the device shows it
   * @param address from which address, as the device shows it
   * @param codes whether a code can be typed instead
   */
  record Awaited(
      State state,
      @Nullable String number,
      @Nullable String scanned,
      String to,
      Instant askedAt,
      @Nullable Instant validUntil,
      String browser,
      String address,
      boolean codes)
      implements Prompt {

    /** How far it has come. */
    public enum State {
      OPEN,
      APPROVED,
      DENIED,
      /** Too many numbers were wrong. */
      WRONG_NUMBERS,
      /** Another attempt of the account asks now. */
      REPLACED,
      /** Nobody answered in time. */
      LATE,
      /** Nothing is asked any more until the account's next success. */
      PAUSED
    }

    @Override
    public String toString() {
      return "Awaited[" + state + "]";
    }
  }

  /** What is known of a message. */
  enum Fate {
    /** Handed over, or tried again by itself. */
    ON_ITS_WAY,
    /** It does not come. */
    FAILED,
    /** It may come or not, and is not sent again by itself. */
    UNKNOWN
  }

  /** The field of an answer. */
  enum Field {
    /** Six digits, in a field that phones fill in by themselves. */
    SIX_DIGITS,
    /** One of a sheet of {@link WrittenCode}s. */
    RECOVERY_CODE,
    /** A {@link WrittenCode} from a letter. */
    ACTIVATION_CODE
  }
}
