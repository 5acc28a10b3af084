package org.sallyport.gate.delivery.mail.dkim;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import org.apache.james.jdkim.DKIMSigner;
import org.apache.james.jdkim.exceptions.FailException;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.eclipse.angus.mail.util.CRLFOutputStream;

/**
 * Signs mails (RFC 6376): a receiver can tell that a mail comes from the sender's domain and was
 * not altered. All fields that are shown or acted on are signed, and those that must be there once
 * are named once more than they occur, so that a second one that is added breaks the signature
 * (section 8.15).
 */
public final class DkimSignatures {
  private static final String FIELDS =
      "From:From:To:To:Subject:Subject:Date:Date:Message-ID:Message-ID:MIME-Version:Content-Type:"
          + "Content-Language:Content-Transfer-Encoding:Auto-Submitted:Feedback-ID:"
          + "List-Unsubscribe:List-Unsubscribe:List-Unsubscribe-Post:List-Unsubscribe-Post:"
          + "Reply-To:Cc:Sender";

  private final DKIMSigner signer;

  public DkimSignatures(DkimKey key) {
    signer = new DKIMSigner(template(key), key.key());
  }

  /** The tags of section 3.5; the library fills in the empty ones. */
  private static String template(DkimKey key) {
    return "v=1; a=rsa-sha256; c=relaxed/relaxed; d="
        + key.domain()
        + "; s="
        + key.selector()
        + "; t=; h="
        + FIELDS
        + "; bh=; b=;";
  }

  /**
   * The same mail with its signature in front. Nothing of it may be changed any more.
   *
   * @throws MessagingException if it cannot be written
   */
  public SMTPMessage signed(MimeMessage mail) throws MessagingException {
    try {
      byte[] text = bytes(mail);
      String field = signer.sign(new ByteArrayInputStream(text));
      byte[] signature = (folded(field) + "\r\n").getBytes(StandardCharsets.US_ASCII);
      return new SMTPMessage(
          mail.getSession(),
          new SequenceInputStream(
              new ByteArrayInputStream(signature), new ByteArrayInputStream(text)));
    } catch (IOException | FailException e) {
      throw new MessagingException("a mail could not be signed", e);
    }
  }

  /** As it is sent: with CRLF at the end of each line. */
  private static byte[] bytes(MimeMessage mail) throws IOException, MessagingException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    mail.writeTo(new CRLFOutputStream(out));
    return out.toByteArray();
  }

  /** The "relaxed" form of a field ignores where it is folded (section 3.4.2). */
  private static String folded(String field) {
    return field.replace("; ", ";\r\n\t");
  }
}
