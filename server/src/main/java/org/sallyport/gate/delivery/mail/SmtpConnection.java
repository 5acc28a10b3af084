package org.sallyport.gate.delivery.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * A connection to the mail server that knows when a failure leaves open whether a mail was taken.
 * RFC 5321 section 4.1.1.4: the server takes a mail by its reply to the line with a dot that ends
 * it, and by nothing before. Used by one thread at a time.
 */
final class SmtpConnection extends SMTPTransport {
  private static final String SECURE = "smtps";
  private static final int REFUSED = 400;
  private static final int CLOSING = 421;

  private EndOfMail end = new EndOfMail();
  private boolean endSent;
  private int mails;
  private long idleSince;

  private SmtpConnection(Session session, String protocol) {
    super(session, new URLName(protocol, null, -1, null, null, null), protocol, isSecure(protocol));
  }

  /** A connection that is not open yet. */
  static SmtpConnection of(Session session, String protocol) {
    return new SmtpConnection(session, protocol);
  }

  private static boolean isSecure(String protocol) {
    return SECURE.equals(protocol);
  }

  /** Begins a mail with an end of its own. */
  void begin(EndOfMail itsEnd) {
    end = itsEnd;
  }

  /** Sends the line that ends a mail, unless it was given up; the reply to it decides. */
  @Override
  protected void finishData() throws IOException, MessagingException {
    if (!end.send()) {
      throw new MessagingException("the mail was given up");
    }
    endSent = true;
    super.finishData();
    endSent = false;
  }

  /** Whether the last mail ended without an answer, so that it may have been taken. */
  boolean isUnclear() {
    return endSent && getLastReturnCode() < REFUSED;
  }

  /** Whether the server refused with an answer and goes on to the next mail. */
  boolean isUsableAfterRefusal() {
    int code = getLastReturnCode();
    return (code == OK || code >= REFUSED) && code != CLOSING && isConnected();
  }

  private static final int OK = 250;

  /** Notes that a mail was handed over, or refused, and that the connection now waits. */
  void rests() {
    mails++;
    endSent = false;
    idleSince = System.nanoTime();
  }

  int mails() {
    return mails;
  }

  long idleNanos() {
    return System.nanoTime() - idleSince;
  }
}
