package org.sallyport.testing;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** A mail server that hands on what it takes. */
public final class MailReceiver {
  private static final int TAKEN = 250;

  private final Map<String, Integer> answers = new ConcurrentHashMap<>();
  private final Consumer<Received> listener;
  private final SMTPServer server;

  public MailReceiver(Consumer<Received> listener) {
    this.listener = listener;
    this.server =
        SMTPServer.port(0)
            .bindAddress(InetAddress.getLoopbackAddress())
            .messageHandlerFactory(context -> new Handler())
            .build();
    server.start();
  }

  public int port() {
    return server.getPortAllocated();
  }

  /** Answers that code when a recipient is named; 250 takes the mail. */
  public void answer(String to, int code) {
    answers.put(to, code);
  }

  public void stop() {
    server.stop();
  }

  private final class Handler implements MessageHandler {
    private String to = "";

    @Override
    public void from(String from) {}

    @Override
    public void recipient(String recipient) throws RejectException {
      if (!to.isEmpty()) {
        throw new RejectException(452, "one recipient");
      }
      int code = answers.getOrDefault(recipient, TAKEN);
      if (code != TAKEN) {
        throw new RejectException(code, "not <" + recipient + ">");
      }
      to = recipient;
    }

    @Override
    public String data(InputStream data) throws IOException {
      byte[] raw = data.readAllBytes();
      listener.accept(received(to, raw));
      return "taken";
    }

    @Override
    public void done() {}
  }

  private static Received received(String to, byte[] raw) throws IOException {
    try {
      MimeMessage mail =
          new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(raw));
      return new Received(
          to, mail.getSubject(), plain(mail), new String(raw, StandardCharsets.UTF_8));
    } catch (MessagingException e) {
      throw new IOException(e);
    }
  }

  /** The first plain text in a part. */
  private static String plain(Part part) throws MessagingException, IOException {
    if (part.isMimeType("text/plain")) {
      return ((String) part.getContent()).replace("\r\n", "\n");
    }
    if (part.getContent() instanceof Multipart parts) {
      for (int i = 0; i < parts.getCount(); i++) {
        String text = plain(parts.getBodyPart(i));
        if (!text.isEmpty()) {
          return text;
        }
      }
    }
    return "";
  }
}
