package org.sallyport.gate.notifications;

import org.jspecify.annotations.Nullable;
import org.sallyport.gate.delivery.MessageBody;
import org.sallyport.platform.events.facts.NotificationKind;

/**
 * The content of a notice.
 *
 * @param sms the same as SMS, for people who may have lost access to the mailbox; null if a mail is
 *     enough
 * @param inPlaceOfMail the same as SMS, for accounts without a mail address; null if these get no
 *     notice
 */
public record Notification(
    NotificationKind kind,
    String subject,
    MessageBody sheet,
    @Nullable String sms,
    @Nullable String inPlaceOfMail) {

  Notification(NotificationKind kind, String subject, MessageBody sheet) {
    this(kind, subject, sheet, null, null);
  }

  public Notification alsoBySms(String text) {
    return new Notification(kind, subject, sheet, text, inPlaceOfMail);
  }

  /** The same for an account without a mail address. */
  Notification withoutMail() {
    return sms != null || inPlaceOfMail == null ? this : alsoBySms(inPlaceOfMail);
  }
}
