package org.sallyport.notifications;

import org.jspecify.annotations.Nullable;
import org.sallyport.delivery.MessageBody;

/**
 * The content of a notice.
 *
 * @param sms the same as SMS, for people who may have lost access to the mailbox; null if a mail is
 *     enough
 */
public record Notification(
    NotificationKind kind, String subject, MessageBody sheet, @Nullable String sms) {

  Notification(NotificationKind kind, String subject, MessageBody sheet) {
    this(kind, subject, sheet, null);
  }

  public Notification alsoBySms(String text) {
    return new Notification(kind, subject, sheet, text);
  }
}
