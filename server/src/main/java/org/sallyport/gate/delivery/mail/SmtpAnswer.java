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
import org.sallyport.gate.delivery.StoredText;
import org.sallyport.gate.delivery.routes.RouteAnswer;
import org.sallyport.gate.delivery.routes.RouteAnswer.Cause;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Interprets a failed hand-over to a mail server. A permanent reply (5yz, RFC 5321 section 4.2.1)
 * to sender, recipient or content is final at that server; everything else may be tried again. The
 * reply's text is kept out of logs and pages, because it tends to repeat the address.
 */
final class SmtpAnswer {
  private static final Logger LOG = LoggerFactory.getLogger(SmtpAnswer.class);
  private static final int TEMPORARY = 400;
  private static final int PERMANENT = 500;
  private static final int CLOSING = 421;
  private static final int NOT_PROTECTED = 530;
  private static final Pattern OF_SERVER = Pattern.compile("^\\d{3}[ -]4\\.[37]\\.");

  /** RFC 6647 leaves the code to the server, and most that do it give one of {@link #OF_SERVER}. */
  private static final Pattern GREYLISTING =
      Pattern.compile("gr[ae]y-?list", Pattern.CASE_INSENSITIVE);

  private SmtpAnswer() {}

  static RouteAnswer of(MailNotTaken notTaken) {
    if (notTaken.isUnclear()) {
      LOG.warn("the mail server did not say whether it took a mail: {}", kinds(notTaken));
      return new RouteAnswer.Unclear();
    }
    List<MessagingException> answers = answers(notTaken);
    for (MessagingException answer : answers) {
      int code = code(answer);
      if (code >= PERMANENT) {
        LOG.info("the mail server refused a message: {}", code);
        return new RouteAnswer.NotSent(
            StoredText.of("delivery.mail.refused", code), refusalOf(answer));
      }
    }
    LOG.warn("a mail could not be handed over: {}", kinds(notTaken));
    boolean isDeferred = answers.stream().anyMatch(SmtpAnswer::isDeferred);
    return new RouteAnswer.NotSent(
        trouble(answers), isDeferred ? Cause.DEFERRED : Cause.UNAVAILABLE);
  }

  /** What a server wants of everybody, or of this sender, is not a matter of one mail. */
  private static Cause refusalOf(MessagingException answer) {
    boolean isOfClient =
        answer instanceof SMTPSenderFailedException || code(answer) == NOT_PROTECTED;
    return isOfClient ? Cause.ROUTE : Cause.MESSAGE;
  }

  /**
   * Whether the server deferred one mail, as greylisting does. Limits of the server on its clients
   * are a matter of the system or of its policy (RFC 3463: 4.3.x, 4.7.x), or it closes the
   * connection (421).
   */
  private static boolean isDeferred(MessagingException answer) {
    boolean isOfMail =
        answer instanceof SMTPAddressFailedException || answer instanceof SMTPSendFailedException;
    int code = code(answer);
    if (!isOfMail || code < TEMPORARY || code == CLOSING) {
      return false;
    }
    String words = String.valueOf(answer.getMessage());
    return GREYLISTING.matcher(words).find() || !OF_SERVER.matcher(words).find();
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
