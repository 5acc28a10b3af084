package org.sallyport.accountrecovery;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.sallyport.access.InertText;
import org.sallyport.account.Account;
import org.sallyport.delivery.Message;
import org.sallyport.delivery.MessageBody;
import org.sallyport.delivery.MessageBody.Link;
import org.sallyport.delivery.MessageBody.Paragraph;
import org.sallyport.delivery.MessageBody.Small;
import org.sallyport.delivery.Outbox;
import org.sallyport.installation.Installation;
import org.springframework.stereotype.Component;

/**
 * The mails that contain a link. The link's host is always the configured one, never that of a
 * request.
 */
@Component
class LinkMails {
  private final Outbox outbox;
  private final Installation installation;

  LinkMails(Outbox outbox, Installation installation) {
    this.outbox = outbox;
    this.installation = installation;
  }

  void activation(Account account, String to, String token, Instant until) {
    put(
        to,
        String.format(Locale.ROOT, "Your account at %s: set your password", installation.name()),
        until,
        new Paragraph(String.format(Locale.ROOT, "Hello %s,", InertText.of(account.name()))),
        new Paragraph(
            String.format(
                Locale.ROOT,
                "an account was made for you at %s. Your username is %s.",
                installation.name(),
                account.username())),
        new Link("Set your password", installation.address("/activate/" + token).toString()),
        new Small(String.format(Locale.ROOT, "The link works once, until %s.", time(until))),
        new Small("You did not expect this? Then leave it: without you nothing happens."));
  }

  void password(Account account, String to, String token, Instant until) {
    put(
        to,
        String.format(Locale.ROOT, "A new password for your account at %s", installation.name()),
        until,
        new Paragraph(String.format(Locale.ROOT, "Hello %s,", InertText.of(account.name()))),
        new Paragraph(
            String.format(
                Locale.ROOT,
                "somebody said that the password of your account %s is forgotten.",
                account.username())),
        new Link("Set a new password", installation.address("/password/" + token).toString()),
        new Small(
            String.format(
                Locale.ROOT,
                "The link works once, until %s. An older one does not work any more.",
                time(until))),
        new Small("Not you? Then leave it: your password stays as it is."));
  }

  private void put(String to, String subject, Instant until, MessageBody.Block... blocks) {
    outbox.put(Message.mail(to, subject, MessageBody.of(blocks)).until(until));
  }

  private String time(Instant at) {
    return DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm zzz", Locale.ENGLISH)
        .withZone(installation.zone())
        .format(at);
  }
}
