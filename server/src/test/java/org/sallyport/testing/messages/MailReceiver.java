package org.sallyport.testing.messages;

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
import org.sallyport.testing.FreePorts;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** A mail server that passes received mails on. */
public final class MailReceiver {
  private static final int TAKEN = 250;
  private static final Session SESSION = Session.getInstance(new Properties());

  private final Map<String, Integer> answers = new ConcurrentHashMap<>();
  private final Consumer<Received> listener;
  private SMTPServer server;

  public MailReceiver(Consumer<Received> listener) {
    this.listener = listener;
    // Nothing takes such a port while the server is stopped.
    this.server = listen(FreePorts.next());
  }

  private SMTPServer listen(int port) {
    SMTPServer started =
        SMTPServer.port(port)
            .bindAddress(InetAddress.getLoopbackAddress())
            .messageHandlerFactory(context -> new Handler())
            .build();
    started.start();
    return started;
  }

  public int port() {
    return server.getPortAllocated();
  }

  /** Responds to a recipient with a code; 250 accepts the mail. */
  public void answer(String to, int code) {
    answers.put(to, code);
  }

  /** Refuses connections from now on. */
  public void stop() {
    server.stop();
  }

  /** Accepts mails again, on the same port. */
  public void startAgain() {
    server = listen(server.getPortAllocated());
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
      MimeMessage mail = new MimeMessage(SESSION, new ByteArrayInputStream(raw));
      return new Received(
          to,
          mail.getSubject(),
          text(mail, "text/plain"),
          text(mail, "text/html"),
          new String(raw, StandardCharsets.UTF_8));
    } catch (MessagingException e) {
      throw new IOException(e);
    }
  }

  /** The first text of a type in a part. */
  private static String text(Part part, String type) throws MessagingException, IOException {
    if (part.isMimeType(type)) {
      return ((String) part.getContent()).replace("\r\n", "\n");
    }
    if (part.getContent() instanceof Multipart parts) {
      for (int i = 0; i < parts.getCount(); i++) {
        String text = text(parts.getBodyPart(i), type);
        if (!text.isEmpty()) {
          return text;
        }
      }
    }
    return "";
  }
}
