package org.sallyport.notifications;

import org.jspecify.annotations.Nullable;
import org.sallyport.delivery.MessageBody;

/**
 * Something to tell.
 *
 * @param sms the same in an SMS, for who may have lost the mailbox; null if a mail is enough
 */
record Notification(NotificationKind kind, String subject, MessageBody sheet, @Nullable String sms) {

  Notification(NotificationKind kind, String subject, MessageBody sheet) {
    this(kind, subject, sheet, null);
  }

  Notification alsoBySms(String text) {
    return new Notification(kind, subject, sheet, text);
  }
}
