package org.sallyport.gate.delivery.mail.bounces;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.dsn.DeliveryStatus;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.delivery.routes.ReceiptState;

/**
 * Reads a delivery status notification (RFC 3464). Of it only the action and the status code of its
 * first receiver are read, as each of our mails has one; its texts, and the mail that it quotes,
 * are not.
 */
final class DeliveryReport {
  private static final Session SESSION = Session.getInstance(new Properties());
  private static final int MAX_PARTS = 10;

  /** Parts cost more than bytes; a report has three, and may quote a mail with some more. */
  private static final int MAX_BOUNDARIES = 40;

  private static final int MAX_STATUS_BYTES = 16 << 10;
  private static final Pattern BLANK_LINES = Pattern.compile("\\n[ \\t\\r\\n]*\\n");

  private DeliveryReport() {}

  /** What a report says; empty if it is none, or says nothing that we know. */
  static Optional<ReceiptState> state(byte[] mail) {
    if (boundaries(mail) > MAX_BOUNDARIES) {
      return Optional.empty();
    }
    try {
      Part status = status(new MimeMessage(SESSION, new ByteArrayInputStream(mail)));
      return status == null ? Optional.empty() : state(status);
    } catch (MessagingException | IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** How many lines may begin a part. */
  private static int boundaries(byte[] mail) {
    int found = 0;
    for (int i = 2; i < mail.length; i++) {
      if (mail[i] == '-' && mail[i - 1] == '-' && (i == 2 || isLineEnd(mail[i - 2]))) {
        found++;
      }
    }
    return found;
  }

  /** The parser takes each of the two alone for the end of a line. */
  private static boolean isLineEnd(byte letter) {
    return letter == '\n' || letter == '\r';
  }

  /** The part with the status: the second of three, in one level. */
  private static @Nullable Part status(MimeMessage report) throws MessagingException {
    if (!report.isMimeType("multipart/report")) {
      return null;
    }
    Multipart parts = new MimeMultipart(report.getDataHandler().getDataSource());
    for (int i = 0; i < Math.min(parts.getCount(), MAX_PARTS); i++) {
      Part part = parts.getBodyPart(i);
      if (part.isMimeType("message/delivery-status")
          || part.isMimeType("message/global-delivery-status")) {
        return part;
      }
    }
    return null;
  }

  private static Optional<ReceiptState> state(Part part) throws MessagingException, IOException {
    byte[] text;
    try (InputStream in = part.getInputStream()) {
      text = in.readNBytes(MAX_STATUS_BYTES);
    }
    DeliveryStatus status = new DeliveryStatus(new ByteArrayInputStream(firstReceiver(text)));
    return status.getRecipientDSNCount() == 0 ? Optional.empty() : state(status.getRecipientDSN(0));
  }

  /** The fields of the mail and of its first receiver, without those of thousands more. */
  private static byte[] firstReceiver(byte[] text) {
    String[] groups =
        BLANK_LINES.split(new String(text, StandardCharsets.ISO_8859_1).stripLeading(), 3);
    String first = groups.length < 2 ? groups[0] : groups[0] + "\r\n\r\n" + groups[1];
    return (first + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
  }

  private static Optional<ReceiptState> state(InternetHeaders receiver) {
    String action = word(receiver, "Action");
    return switch (action) {
      case "delivered" -> Optional.of(ReceiptState.DELIVERED);
      case "relayed", "expanded" -> Optional.of(ReceiptState.RELAYED);
      case "delayed" -> Optional.of(ReceiptState.DELAYED);
      case "failed" -> Optional.of(EnhancedStatus.failure(word(receiver, "Status")));
      default -> Optional.empty();
    };
  }

  /** The first word of a field in small letters; empty if there is no such field. */
  private static String word(InternetHeaders fields, String name) {
    String value = fields.getHeader(name, null);
    return value == null ? "" : value.strip().split("[\\s(;]", 2)[0].toLowerCase(Locale.ROOT);
  }
}
