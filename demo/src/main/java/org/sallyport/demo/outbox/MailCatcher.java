package org.sallyport.demo.outbox;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.server.SMTPServer;

/** A mail server that stores every mail in the postbox and delivers none. */
public final class MailCatcher implements AutoCloseable {
  private final Postbox postbox;
  private final SMTPServer server;

  public MailCatcher(Postbox postbox) {
    this.postbox = postbox;
    this.server =
        SMTPServer.port(0)
            .bindAddress(InetAddress.getLoopbackAddress())
            .messageHandlerFactory(context -> new Taking())
            .build();
    server.start();
  }

  public int port() {
    return server.getPortAllocated();
  }

  @Override
  public void close() {
    server.stop();
  }

  private final class Taking implements MessageHandler {
    private final List<String> recipients = new ArrayList<>();

    @Override
    public void from(String from) {}

    @Override
    public void recipient(String recipient) {
      recipients.add(recipient);
    }

    @Override
    public String data(InputStream data) throws IOException {
      try {
        MimeMessage mail = parsed(data.readAllBytes());
        String subject = mail.getSubject() == null ? "" : mail.getSubject();
        String text = text(mail);
        recipients.forEach(recipient -> postbox.mail(recipient, subject, text));
      } catch (MessagingException e) {
        throw new IOException(e);
      }
      return "taken";
    }

    @Override
    public void done() {}
  }

  private static MimeMessage parsed(byte[] mail) throws MessagingException {
    return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail));
  }

  /** The plain text: of a multipart message, the first part that has one. */
  private static String text(Part part) throws MessagingException, IOException {
    if (part.isMimeType("text/plain")) {
      return ((String) part.getContent()).replace("\r\n", "\n").strip();
    }
    if (part.getContent() instanceof Multipart parts) {
      return firstText(parts);
    }
    return "";
  }

  private static String firstText(Multipart parts) throws MessagingException, IOException {
    for (int i = 0; i < parts.getCount(); i++) {
      String text = text(parts.getBodyPart(i));
      if (!text.isEmpty()) {
        return text;
      }
    }
    return "";
  }
}
