package org.sallyport.staff.siem.syslog;

import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.sallyport.platform.audit.search.AuditRecord;
import org.sallyport.platform.events.EventType;

/**
 * A syslog message (RFC 5424), framed by octet counting (RFC 5425, section 4.3).
 *
 * @param messageId at most 32 characters (section 6.2.7)
 * @param text the MSG part, in UTF-8; with a byte order mark where it must have one
 */
public record SyslogMessage(AuditRecord event, String messageId, String text) {
  /** The byte order mark of UTF-8 text (RFC 5424, section 6.4). */
  public static final String MARK = "\ufeff";

  private static final int SECURITY_FACILITY = 10;
  private static final int SEVERITY_COUNT = 8;
  private static final int MAX_MSGID_LENGTH = 32;
  private static final Pattern NOT_PRINTABLE = Pattern.compile("[^\\x21-\\x7e]");

  /** The frame: the length of the message in octets, a space, the message. */
  byte[] frame(String host) {
    byte[] message = (header(host) + text).getBytes(StandardCharsets.UTF_8);
    byte[] length = (message.length + " ").getBytes(StandardCharsets.US_ASCII);
    byte[] frame = new byte[length.length + message.length];
    System.arraycopy(length, 0, frame, 0, length.length);
    System.arraycopy(message, 0, frame, length.length, message.length);
    return frame;
  }

  private String header(String host) {
    return String.join(
        " ",
        "<" + (SECURITY_FACILITY * SEVERITY_COUNT + severity()) + ">1",
        DateTimeFormatter.ISO_INSTANT.format(event.at()),
        printable(host),
        "sallyport",
        "-",
        printable(messageId.substring(0, Math.min(MAX_MSGID_LENGTH, messageId.length()))),
        "-",
        "");
  }

  /** Notice, warning or error. */
  private int severity() {
    return switch (EventType.outcomeOf(event.type())) {
      case SUCCESS -> 5;
      case REFUSED -> 4;
      case ALERT -> 3;
    };
  }

  private static String printable(String text) {
    return NOT_PRINTABLE.matcher(text).replaceAll("-");
  }
}
