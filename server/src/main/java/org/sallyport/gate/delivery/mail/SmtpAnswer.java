package org.sallyport.gate.delivery.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.delivery.SendResult;
import org.sallyport.platform.messages.StoredText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Interprets a failed hand-over to the mail server. A permanent reply (5yz, RFC 5321 section 4.2.1)
 * to sender, recipient or content is final; everything else is retried. The reply's text is kept
 * out of logs and pages, because it tends to repeat the address.
 */
final class SmtpAnswer {
  private static final Logger LOG = LoggerFactory.getLogger(SmtpAnswer.class);
  private static final int TEMPORARY = 400;
  private static final int PERMANENT = 500;
  private static final int CLOSING = 421;
  private static final Pattern OF_SERVER = Pattern.compile("^\\d{3}[ -]4\\.[37]\\.");

  private SmtpAnswer() {}

  static SendResult of(MailNotTaken notTaken) {
    if (notTaken.isUnclear()) {
      LOG.warn("the mail server did not say whether it took a mail: {}", kinds(notTaken));
      return new SendResult.Doubtful();
    }
    List<MessagingException> answers = answers(notTaken);
    for (MessagingException answer : answers) {
      int code = code(answer);
      if (code >= PERMANENT) {
        LOG.info("the mail server refused a message: {}", code);
        return new SendResult.Refused(StoredText.of("delivery.mail.refused", code));
      }
    }
    LOG.warn("a mail could not be handed over: {}", kinds(notTaken));
    String trouble = trouble(answers);
    return isOfRecipient(answers)
        ? new SendResult.NotNow(trouble)
        : new SendResult.Overloaded(trouble);
  }

  /**
   * Whether the server deferred one recipient, as greylisting does. Limits of the server on its
   * clients are a matter of the system or of its policy (RFC 3463: 4.3.x, 4.7.x), or it closes the
   * connection (421).
   */
  private static boolean isOfRecipient(List<MessagingException> answers) {
    return answers.stream().anyMatch(SmtpAnswer::isOfRecipient);
  }

  private static boolean isOfRecipient(MessagingException answer) {
    return answer instanceof SMTPAddressFailedException recipient
        && recipient.getReturnCode() >= TEMPORARY
        && recipient.getReturnCode() != CLOSING
        && !OF_SERVER.matcher(String.valueOf(recipient.getMessage())).find();
  }

  private static String trouble(List<MessagingException> answers) {
    if (answers.stream().anyMatch(AuthenticationFailedException.class::isInstance)) {
      return StoredText.of("delivery.mail.not-signed-in");
    }
    return answers.stream().anyMatch(answer -> code(answer) > 0)
        ? StoredText.of("delivery.mail.not-now")
        : StoredText.of("delivery.mail.not-reached");
  }

  private static int code(MessagingException answer) {
    return switch (answer) {
      case SMTPAddressFailedException recipient -> recipient.getReturnCode();
      case SMTPSenderFailedException sender -> sender.getReturnCode();
      case SMTPSendFailedException content -> content.getReturnCode();
      default -> 0;
    };
  }

  /** All exceptions in the chain, including the one about the recipient. */
  private static List<MessagingException> answers(MailNotTaken notTaken) {
    List<MessagingException> answers = new ArrayList<>();
    @Nullable Throwable next = notTaken.failure();
    while (next instanceof MessagingException answer && !answers.contains(answer)) {
      answers.add(answer);
      next = answer.getNextException();
    }
    return answers;
  }

  private static String kinds(MailNotTaken notTaken) {
    List<String> names = new ArrayList<>();
    for (MessagingException answer : answers(notTaken)) {
      names.add(answer.getClass().getSimpleName() + " " + code(answer));
      Exception next = answer.getNextException();
      if (next != null) {
        names.add(next.getClass().getSimpleName());
      }
    }
    return String.join(", ", names);
  }
}
