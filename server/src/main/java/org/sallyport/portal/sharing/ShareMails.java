package org.sallyport.portal.sharing;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.delivery.Message;
import org.sallyport.gate.delivery.MessageBody;
import org.sallyport.gate.delivery.MessageBody.Link;
import org.sallyport.gate.delivery.MessageBody.Paragraph;
import org.sallyport.gate.delivery.MessageBody.Small;
import org.sallyport.gate.delivery.Outbox;
import org.sallyport.gate.delivery.Priority;
import org.sallyport.platform.access.InertText;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.ids.ShareId;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.messages.Messages;
import org.sallyport.portal.studies.pages.Words;
import org.springframework.stereotype.Component;

/**
 * The mail with the link. It names the person who shares and the end, and neither patient nor
 * study; the message is shown on the page only.
 */
@Component
@RequiredArgsConstructor
class ShareMails {
  private final ShareLinks links;
  private final Outbox outbox;
  private final Installation installation;
  private final Clock clock;

  /** Mails the link of a new share. */
  void send(ShareId share, Visitor sharer, ShareTerms terms, Receiver.Address to) {
    link(
        share,
        to.email(),
        links.make(share, terms.phone(), terms.maxOpens()),
        sharer.name(),
        terms.studies().size(),
        terms.from(),
        terms.until());
  }

  /** Mails a new link of a share, which voids the earlier one. */
  void sendAgain(GivenShare share, Visitor sharer, Receiver.Address to) {
    withdraw(share.id());
    link(
        share.id(),
        to.email(),
        links.replace(share.id(), sharer.signIn()),
        sharer.name(),
        Math.toIntExact(share.studies().stream().filter(GivenShare.Part::active).count()),
        share.from(),
        Objects.requireNonNullElse(share.until(), Instant.MAX));
  }

  /** Withdraws the mail with a share's link, which is void. */
  void withdraw(ShareId share) {
    outbox.withdraw(links.mails(share));
  }

  private void link(
      ShareId share, String to, String token, String by, int studies, Instant from, Instant until) {
    String address = installation.address("/shared/" + token).toString();
    MessageBody sheet =
        MessageBody.of(
            new Paragraph(
                Messages.text("sharing.mail.lead", InertText.of(by), installation.name(), studies)),
            new Link(Messages.text("sharing.mail.link"), address),
            new Paragraph(Messages.text("sharing.mail.code")),
            new Small(period(from, until)),
            new Small(Messages.text("sharing.mail.not-you")));
    links.mailed(
        share,
        outbox.put(
            Message.mail(to, Messages.text("sharing.mail.subject", installation.name()), sheet)
                .withPriority(Priority.INVITATION)));
  }

  private String period(Instant from, Instant until) {
    String end = Words.end(until.atZone(installation.zone()));
    return from.isAfter(clock.instant())
        ? Messages.text(
            "sharing.mail.from-until", Words.beginning(from.atZone(installation.zone())), end)
        : Messages.text("sharing.mail.until", end);
  }
}
