package org.sallyport.portal.sharing.guest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.contact.Emails;
import org.sallyport.gate.account.contact.Phones;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.ShareId;

/**
 * A share with an address that can be opened.
 *
 * @param sharer null for a share by the command line
 * @param usedUp whether it was opened as often as it may be
 */
public record LinkedShare(
    ShareId id,
    @Nullable AccountId sharer,
    String sharedBy,
    String email,
    @Nullable String phone,
    Instant until,
    boolean locked,
    boolean usedUp) {

  public boolean bySms() {
    return phone != null;
  }

  /** How codes go, as it is stored and recorded. */
  public String channel() {
    return bySms() ? "sms" : "email";
  }

  /** Where codes go. */
  public String codeTo() {
    return phone == null ? email : phone;
  }

  public String codeToMasked() {
    return phone == null ? Emails.mask(email) : Phones.mask(phone);
  }

  @Override
  public String toString() {
    return "LinkedShare[" + id + "]";
  }
}
