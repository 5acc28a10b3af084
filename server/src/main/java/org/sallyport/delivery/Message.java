package org.sallyport.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message to one person.
 *
 * @param to an e-mail address, or a mobile number in E.164
 * @param subject null for an SMS; never holds a code
 * @param text plain text, complete without the sheet; sealed while it waits, blanked once handed
 *     over
 * @param sheet how a mail shows the text; null if it has no more form than its lines
 * @param usefulUntil not handed over from then on; null for a day after it was put
 */
public record Message(
    Channel channel,
    String to,
    @Nullable String subject,
    String text,
    @Nullable MessageBody sheet,
    @Nullable Instant usefulUntil) {

  /**
   * A message.
   *
   * @throws IllegalArgumentException if it goes to anything but one address, or has a line break or
   *     another control character where none may be
   */
  public Message {
    Addresses.check(channel, to);
    Lines.check(channel, subject, text);
    if (sheet != null && subject != null) {
      sheet.checkNoCodeIn(subject);
    }
  }

  public Message(Channel channel, String to, @Nullable String subject, String text) {
    this(channel, to, subject, text, null, null);
  }

  /** A mail whose plain text is that of the sheet. */
  public static Message mail(String to, String subject, MessageBody sheet) {
    return new Message(Channel.EMAIL, to, subject, sheet.text(), sheet, null);
  }

  public static Message sms(String to, String text) {
    return new Message(Channel.SMS, to, null, text);
  }

  /** The same message, not handed over from that moment on. */
  public Message until(Instant end) {
    return new Message(channel, to, subject, text, sheet, end);
  }

  /** Names the channel and nothing else: neither address nor text belongs into a log. */
  @Override
  public String toString() {
    return "Message[" + channel + "]";
  }
}
