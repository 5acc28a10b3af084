package org.sallyport.secondfactor.push.approval;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sallyport.ids.AccountId;
import org.sallyport.ids.DeviceId;
import org.sallyport.ids.SignInId;

/**
 * A question to the phones of an account, as its row stood when it was read.
 *
 * @param challenge every answer is signed over it
 * @param number shown by the asking page alone
 * @param browser and
 * @param address where it comes from
 * @param device the phone that answered
 */
record AppRequest(
    UUID id,
    AccountId account,
    SignInId signIn,
    String purpose,
    String challenge,
    String number,
    Instant madeAt,
    Instant expiresAt,
    State state,
    String browser,
    String address,
    @Nullable DeviceId device) {

  /** A number of more digits can be scanned, too. */
  private static final int TYPED_IN_NO_TIME = 2;

  /** How far it has come. An open one is over when its time is. */
  enum State {
    OPEN,
    APPROVED,
    DENIED,
    /** The third wrong number. */
    WRONG,
    /** Another attempt of the account asks. */
    REPLACED,
    /** Approved, and taken by the page that asked. */
    USED;

    String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    static State of(String key) {
      return valueOf(key.toUpperCase(Locale.ROOT));
    }
  }

  boolean isOpen(Instant now) {
    return state == State.OPEN && now.isBefore(expiresAt);
  }

  boolean isApproved(Instant now) {
    return state == State.APPROVED && now.isBefore(expiresAt);
  }

  /**
   * What the asking page shows as a QR code (docs/app-protocol.md), in the letters that make it
   * small; null where the number is only typed. The id is in it, so that a phone can tell the code
   * of this question from that of another.
   */
  @Nullable String scanned() {
    return number.length() > TYPED_IN_NO_TIME
        ? "SALLYPORT:ANSWER:" + id.toString().toUpperCase(Locale.ROOT) + ":" + number
        : null;
  }

  @Override
  public String toString() {
    return "AppRequest[" + id + "]";
  }
}
