package org.sallyport.gate.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message to one person.
 *
 * @param to an e-mail address, or a mobile number in E.164
 * @param subject null for an SMS and a call; never contains a code
 * @param text plain text, complete without the sheet; stored encrypted until it is handed over,
 *     then erased
 * @param sheet the structure of a mail's text, and the language of a call; null if it has none
 *     beyond its lines
 * @param expiresAt not handed over from then on; null for a day after it was stored
 * @param priority {@link Priority#OTHER} unless it is given
 * @param unsubscribe the address by which the receiver of a mail stops mails of its kind (RFC
 *     8058); null if they cannot be turned off
 */
public record Message(
    Channel channel,
    String to,
    @Nullable String subject,
    String text,
    @Nullable MessageBody sheet,
    @Nullable Instant expiresAt,
    Priority priority,
    @Nullable String unsubscribe) {

  /**
   * Validates the message.
   *
   * @throws IllegalArgumentException if the destination is not exactly one address, or there is a
   *     line break or another control character where none is allowed
   */
  public Message {
    Addresses.check(channel, to);
    Lines.check(channel, subject, text);
    if (sheet != null && subject != null) {
      sheet.checkNoCodeIn(subject);
    }
  }

  public Message(Channel channel, String to, @Nullable String subject, String text) {
    this(channel, to, subject, text, null, null, Priority.OTHER, null);
  }

  /** A mail whose plain text is that of the sheet. */
  public static Message mail(String to, String subject, MessageBody sheet) {
    return new Message(Channel.EMAIL, to, subject, sheet.text(), sheet, null, Priority.OTHER, null);
  }

  public static Message sms(String to, String text) {
    return new Message(Channel.SMS, to, null, text);
  }

  /** A text that is spoken in a call, in the language of this thread. */
  public static Message call(String to, String text) {
    MessageBody spoken = MessageBody.of(new MessageBody.Paragraph(text));
    return new Message(Channel.VOICE, to, null, text, spoken, null, Priority.OTHER, null);
  }

  /** The same message with another expiry time. */
  public Message until(Instant end) {
    return new Message(channel, to, subject, text, sheet, end, priority, unsubscribe);
  }

  /** The same message with another priority. */
  public Message withPriority(Priority other) {
    return new Message(channel, to, subject, text, sheet, expiresAt, other, unsubscribe);
  }

  /** The same mail with the address by which its receiver stops mails of its kind. */
  public Message withUnsubscribe(String address) {
    return new Message(channel, to, subject, text, sheet, expiresAt, priority, address);
  }

  /** Contains the channel only: addresses and texts must not appear in logs. */
  @Override
  public String toString() {
    return "Message[" + channel + "]";
  }
}
