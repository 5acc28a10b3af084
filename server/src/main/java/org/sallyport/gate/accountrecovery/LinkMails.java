package org.sallyport.gate.accountrecovery;

import java.time.Instant;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Addressee;
import org.sallyport.gate.delivery.Message;
import org.sallyport.gate.delivery.MessageBody;
import org.sallyport.gate.delivery.MessageBody.Link;
import org.sallyport.gate.delivery.MessageBody.Paragraph;
import org.sallyport.gate.delivery.MessageBody.Small;
import org.sallyport.gate.delivery.Outbox;
import org.sallyport.gate.delivery.Priority;
import org.sallyport.platform.access.InertText;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.messages.DateFormats;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;

/**
 * The mails that contain a link. The link's host is always the configured one, never that of a
 * request.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class LinkMails {
  private final Outbox outbox;
  private final Installation installation;

  public void activation(Account account, String to, String token, Instant until) {
    outbox.put(Addressee.compose(account, () -> activationMail(account, to, token, until)));
  }

  private Message activationMail(Account account, String to, String token, Instant until) {
    return mail(
        Priority.INVITATION,
        to,
        Messages.text("mail.activation.subject", installation.name()),
        until,
        hello(account),
        new Paragraph(
            Messages.text("mail.activation.lead", installation.name(), account.username())),
        link(Messages.text("mail.activation.link"), "/activate/" + token),
        new Small(Messages.text("mail.activation.until", time(until))),
        new Small(Messages.text("mail.activation.not-you")));
  }

  /** Strangers can ask for these, so they come after codes. */
  public void password(Account account, String to, String token, Instant until) {
    outbox.put(Addressee.compose(account, () -> passwordMail(account, to, token, until)));
  }

  private Message passwordMail(Account account, String to, String token, Instant until) {
    return mail(
        Priority.SECURITY,
        to,
        Messages.text("mail.password.subject", installation.name()),
        until,
        hello(account),
        new Paragraph(
            account.directory() == null
                ? Messages.text("mail.password.lead", account.username())
                : Messages.text("mail.password.lead-directory", account.username())),
        link(Messages.text("mail.password.link"), "/password/" + token),
        new Small(Messages.text("mail.password.until", time(until))),
        new Small(Messages.text("mail.password.not-you")));
  }

  /** To somebody whose password is that of a directory, which this portal does not reset. */
  public void directoryPassword(Account account, String to) {
    outbox.put(Addressee.compose(account, () -> directoryPasswordMail(account, to)));
  }

  private Message directoryPasswordMail(Account account, String to) {
    return Message.mail(
            to,
            Messages.text("mail.directory-password.subject", installation.name()),
            MessageBody.of(
                hello(account),
                new Paragraph(Messages.text("mail.directory-password.lead", account.username())),
                new Small(Messages.text("mail.directory-password.not-you"))))
        .withPriority(Priority.SECURITY);
  }

  private static Paragraph hello(Account account) {
    return new Paragraph(Messages.text("mail.link.hello", InertText.of(account.name())));
  }

  private Link link(String text, String path) {
    return new Link(text, installation.address(path).toString());
  }

  private static Message mail(
      Priority priority, String to, String subject, Instant until, MessageBody.Block... blocks) {
    return Message.mail(to, subject, MessageBody.of(blocks)).until(until).withPriority(priority);
  }

  private String time(Instant at) {
    return DateFormats.of("common.format.date-time").withZone(installation.zone()).format(at);
  }
}
