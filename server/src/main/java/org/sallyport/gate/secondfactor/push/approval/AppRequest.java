package org.sallyport.gate.secondfactor.push.approval;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.DeviceId;
import org.sallyport.platform.ids.SignInId;

/**
 * An approval request to the phones of an account, as stored at the time of reading.
 *
 * @param challenge every answer is signed over it
 * @param number shown by the requesting page only
 * @param browser the requesting browser
 * @param address the requesting address
 * @param device the phone that answered
 */
record AppRequest(
    UUID id,
    AccountId account,
    SignInId signIn,
    String purpose,
    String challenge,
    String number,
    Instant createdAt,
    Instant expiresAt,
    State state,
    String browser,
    String address,
    @Nullable DeviceId device) {

  /** The most digits a number can have without being offered as a QR code too. */
  private static final int MAX_DIGITS_WITHOUT_QR = 2;

  /** The state of a request. An open one also ends when it expires. */
  enum State {
    OPEN,
    APPROVED,
    DENIED,
    /** The third wrong number was entered. */
    WRONG,
    /** Replaced by the request of another attempt of the account. */
    REPLACED,
    /** Approved, and the approval was consumed by the requesting page. */
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
   * The content of the requesting page's QR code (docs/app-protocol.md), in characters that keep it
   * small; null if the number can only be typed. It contains the id, so that a phone can tell the
   * codes of different requests apart.
   */
  @Nullable String scanned() {
    return number.length() > MAX_DIGITS_WITHOUT_QR
        ? "SALLYPORT:ANSWER:" + id.toString().toUpperCase(Locale.ROOT) + ":" + number
        : null;
  }

  @Override
  public String toString() {
    return "AppRequest[" + id + "]";
  }
}
