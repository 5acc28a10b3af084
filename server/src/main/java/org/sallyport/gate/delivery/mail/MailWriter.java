package org.sallyport.gate.delivery.mail;

import jakarta.activation.DataHandler;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.UnsupportedEncodingException;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Locale;
import java.util.Objects;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.delivery.Message;
import org.sallyport.gate.delivery.MessageBody;
import org.sallyport.gate.delivery.mail.bounces.ReturnPaths;
import org.sallyport.gate.delivery.mail.dkim.DkimKey;
import org.sallyport.gate.delivery.mail.dkim.DkimProperties;
import org.sallyport.gate.delivery.mail.dkim.DkimSignatures;
import org.sallyport.platform.ids.MessageId;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.messages.Language;
import org.springframework.stereotype.Component;

/**
 * Composes a mail (RFC 5322): one recipient, plain text and HTML, marked as automatic (RFC 3834).
 * Its Message-ID is derived from the row's id, so that a repeated mail is recognized as the same.
 */
@Component
class MailWriter {
  private static final String UTF_8 = StandardCharsets.UTF_8.name();

  private final Installation installation;
  private final InternetAddress from;
  private final MailHtml html;
  private final ReturnPaths returnPaths;
  private final @Nullable DkimSignatures signatures;
  private final Clock clock;

  MailWriter(
      Installation installation,
      MailProperties properties,
      DkimProperties dkim,
      MailHtml html,
      ReturnPaths returnPaths,
      Clock clock)
      throws UnsupportedEncodingException {
    this.installation = installation;
    this.from = from(installation, properties);
    this.html = html;
    this.returnPaths = returnPaths;
    this.clock = clock;
    this.signatures = signatures(dkim, domain(from));
  }

  private static @Nullable DkimSignatures signatures(DkimProperties dkim, String senderDomain) {
    DkimKey key = dkim.current(senderDomain);
    return key == null ? null : new DkimSignatures(key);
  }

  /** The domain of an address. */
  static String domain(InternetAddress address) {
    return address.getAddress().substring(address.getAddress().lastIndexOf('@') + 1);
  }

  /** Writes a mail, and the address to which reports of its delivery go. */
  SMTPMessage write(Session session, MessageId id, Message message) throws MessagingException {
    SMTPMessage mail = written(new SMTPMessage(session), id, message);
    SMTPMessage sent = signatures == null ? mail : signatures.signed(mail);
    returnPaths.of(id).ifPresent(sent::setEnvelopeFrom);
    return sent;
  }

  private SMTPMessage written(SMTPMessage mail, MessageId id, Message message)
      throws MessagingException {
    String subject = Objects.requireNonNull(message.subject());
    MessageBody sheet = sheet(message);
    mail.setFrom(from);
    mail.setRecipient(MimeMessage.RecipientType.TO, new InternetAddress(ascii(message.to()), true));
    mail.setSubject(subject, UTF_8);
    mail.setSentDate(Date.from(clock.instant()));
    mail.setHeader("Message-ID", "<" + id + "@" + host() + ">");
    mail.setHeader("Auto-Submitted", "auto-generated");
    mail.setHeader("Content-Language", Language.ofOrInstallation(sheet.language()).tag());
    mail.setHeader("Feedback-ID", kind(message) + ":sallyport:" + host());
    mail.setHeader("X-Auto-Response-Suppress", "All");
    String unsubscribe = message.unsubscribe();
    if (unsubscribe != null) {
      mail.setHeader("List-Unsubscribe", "<" + unsubscribe + ">");
      mail.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }
    mail.setContent(alternatives(subject, message.text(), sheet));
    return saved(mail);
  }

  /** By which mailbox providers count complaints; nothing of the receiver. */
  private static String kind(Message message) {
    return message.priority().name().toLowerCase(Locale.ROOT);
  }

  /** Writes the headers of its parts. A Message-ID of the library's own is not wanted. */
  private static SMTPMessage saved(SMTPMessage mail) throws MessagingException {
    String messageId = mail.getMessageID();
    mail.saveChanges();
    mail.setHeader("Message-ID", messageId);
    return mail;
  }

  /** The text, and the same as HTML. */
  private MimeMultipart alternatives(String subject, String text, MessageBody sheet)
      throws MessagingException {
    MimeMultipart alternatives = new MimeMultipart("alternative");
    alternatives.addBodyPart(part(text, "plain"));
    alternatives.addBodyPart(part(html.of(subject, sheet), "html"));
    return alternatives;
  }

  /** The host of the sender address. */
  String host() {
    return installation.host();
  }

  /** From bytes: text would be written byte by byte, which takes a millisecond a mail. */
  private static MimeBodyPart part(String text, String kind) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    String type = "text/" + kind + "; charset=" + UTF_8;
    part.setDataHandler(new DataHandler(new ByteArrayDataSource(bytes, type)));
    return part;
  }

  private static MessageBody sheet(Message message) {
    MessageBody messageBody = message.sheet();
    return messageBody == null
        ? MessageBody.of(new MessageBody.Paragraph(message.text()))
        : messageBody;
  }

  /** The address with its domain in ASCII form (RFC 5890). */
  private static String ascii(String address) {
    int at = address.lastIndexOf('@');
    return address.substring(0, at + 1) + IDN.toASCII(address.substring(at + 1));
  }

  private static InternetAddress from(Installation installation, MailProperties properties)
      throws UnsupportedEncodingException {
    String set = properties.from();
    InternetAddress from =
        MailProperties.parse(set == null ? "sallyport@" + installation.host() : set);
    if (from.getPersonal() == null) {
      from.setPersonal(installation.name(), UTF_8);
    }
    return from;
  }
}
