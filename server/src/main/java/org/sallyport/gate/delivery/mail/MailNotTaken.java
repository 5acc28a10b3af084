package org.sallyport.gate.delivery.mail;

import jakarta.mail.MessagingException;

/** A mail that the server did not take, or of which it did not say so. */
final class MailNotTaken extends Exception {
  private static final long serialVersionUID = 1L;

  private final MessagingException failure;
  private final boolean unclear;

  /**
   * Creates the failure.
   *
   * @param unclear whether the mail may have been taken all the same
   */
  MailNotTaken(MessagingException failure, boolean unclear) {
    super(failure);
    this.failure = failure;
    this.unclear = unclear;
  }

  MessagingException failure() {
    return failure;
  }

  boolean isUnclear() {
    return unclear;
  }
}
