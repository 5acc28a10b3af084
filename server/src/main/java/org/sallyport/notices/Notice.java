package org.sallyport.notices;

import org.jspecify.annotations.Nullable;
import org.sallyport.delivery.MessageBody;

/**
 * Something to tell.
 *
 * @param sms the same in an SMS, for who may have lost the mailbox; null if a mail is enough
 */
record Notice(Kind kind, String subject, MessageBody sheet, @Nullable String sms) {

  Notice(Kind kind, String subject, MessageBody sheet) {
    this(kind, subject, sheet, null);
  }

  Notice alsoBySms(String text) {
    return new Notice(kind, subject, sheet, text);
  }
}
