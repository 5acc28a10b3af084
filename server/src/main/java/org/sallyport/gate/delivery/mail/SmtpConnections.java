package org.sallyport.gate.delivery.mail;

import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.Deque;
import java.util.Iterator;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedDeque;
import lombok.RequiredArgsConstructor;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.ids.MessageId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * Open connections to the mail server, each used for one mail after the other: name lookup, TLS and
 * the login cost more than a mail. Before a connection is used again, the server has to answer NOOP
 * on it. A connection on which anything went wrong but a refusal in words is closed, so that an
 * answer never belongs to an earlier mail.
 */
@RequiredArgsConstructor
final class SmtpConnections {
  private static final Logger LOG = LoggerFactory.getLogger(SmtpConnections.class);

  /** Well below the minutes that servers wait for a next command (RFC 5321 section 4.5.3.2.7). */
  private static final Duration MAX_IDLE = Duration.ofSeconds(20);

  /** Some servers limit the mails of a connection; 100 is what Postfix itself uses at most. */
  private static final int MAX_MAILS = 100;

  private final JavaMailSenderImpl server;

  /** The one used last stands first, so that those a quiet hour has no use for grow old. */
  private final Deque<SmtpConnection> idle = new ConcurrentLinkedDeque<>();

  /**
   * Hands a mail over; returns when the server has taken it.
   *
   * @param id by which reports may name it
   * @param end of the mail
   * @throws MailNotTaken if it was not taken, or may have been
   */
  void send(MessageId id, SMTPMessage mail, EndOfMail end) throws MailNotTaken {
    SmtpConnection connection = take();
    connection.begin(end);
    askForReports(connection, id, mail);
    try {
      connection.sendMessage(mail, mail.getAllRecipients());
    } catch (MessagingException e) {
      boolean unclear = connection.isUnclear();
      if (!unclear && connection.isUsableAfterRefusal()) {
        giveBack(connection);
      } else {
        close(connection);
      }
      throw new MailNotTaken(e, unclear);
    } catch (RuntimeException e) {
      close(connection);
      throw e;
    }
    giveBack(connection);
  }

  /**
   * Asks for reports of the delivery where the server offers them (RFC 3461) and somebody reads
   * them.
   */
  private static void askForReports(SmtpConnection connection, MessageId id, SMTPMessage mail) {
    if (mail.getEnvelopeFrom() == null || !connection.supportsExtension("DSN")) {
      return;
    }
    mail.setNotifyOptions(
        SMTPMessage.NOTIFY_SUCCESS | SMTPMessage.NOTIFY_FAILURE | SMTPMessage.NOTIFY_DELAY);
    mail.setReturnOption(SMTPMessage.RETURN_HDRS);
    mail.setMailExtension("ENVID=" + id);
  }

  private SmtpConnection take() throws MailNotTaken {
    @Nullable SmtpConnection next = idle.pollFirst();
    while (next != null) {
      if (isFresh(next) && next.isConnected()) {
        return next;
      }
      close(next);
      next = idle.pollFirst();
    }
    return open();
  }

  private SmtpConnection open() throws MailNotTaken {
    SmtpConnection connection =
        SmtpConnection.of(
            server.getSession(), Objects.requireNonNullElse(server.getProtocol(), "smtp"));
    try {
      connection.connect(
          server.getHost(),
          server.getPort(),
          emptyToNull(server.getUsername()),
          emptyToNull(server.getPassword()));
      return connection;
    } catch (MessagingException e) {
      close(connection);
      throw new MailNotTaken(e, false);
    }
  }

  private static @Nullable String emptyToNull(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  private void giveBack(SmtpConnection connection) {
    connection.rests();
    if (connection.mails() >= MAX_MAILS) {
      close(connection);
    } else {
      idle.addFirst(connection);
    }
  }

  /** Closes the connections that were not used for a while. */
  void closeOld() {
    for (Iterator<SmtpConnection> each = idle.descendingIterator(); each.hasNext(); ) {
      SmtpConnection connection = each.next();
      if (!isFresh(connection) && idle.remove(connection)) {
        close(connection);
      }
    }
  }

  private static boolean isFresh(SmtpConnection connection) {
    return connection.idleNanos() < MAX_IDLE.toNanos();
  }

  /** Closes all that are not in use. */
  void close() {
    @Nullable SmtpConnection next = idle.pollFirst();
    while (next != null) {
      close(next);
      next = idle.pollFirst();
    }
  }

  private static void close(SmtpConnection connection) {
    try {
      connection.close();
    } catch (MessagingException e) {
      LOG.debug("a connection to the mail server was gone: {}", e.getMessage());
    }
  }
}
