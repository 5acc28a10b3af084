package org.sallyport.portal.sharing.guest.code;

import java.time.Instant;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.delivery.Message;
import org.sallyport.gate.delivery.MessageBody;
import org.sallyport.gate.delivery.Outbox;
import org.sallyport.gate.delivery.Priority;
import org.sallyport.gate.secondfactor.CodeDigits;
import org.sallyport.platform.access.InertText;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.geoip.Places;
import org.sallyport.platform.ids.MessageId;
import org.sallyport.platform.installation.BrowserText;
import org.sallyport.platform.installation.DurationText;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.messages.DateFormats;
import org.sallyport.platform.messages.Messages;
import org.sallyport.platform.messages.SmsText;
import org.sallyport.portal.sharing.SharingProperties;
import org.sallyport.portal.sharing.guest.LinkedShare;
import org.springframework.stereotype.Component;

/** The messages with a code that opens a share (rules 6 to 8). */
@Component
@RequiredArgsConstructor
class GuestCodeMessages {
  private static final DateFormats TIME = DateFormats.of("common.format.time-zone");
  private static final String SMS = "sms.code";
  private static final int MAX_NAME_LENGTH = 24;

  private final Installation installation;
  private final SharingProperties properties;
  private final Places places;
  private final Outbox outbox;

  /** Puts the message with a code into the outbox. */
  MessageId send(LinkedShare share, String tag, String code, Instant until, Origin origin) {
    Message message =
        share.bySms()
            ? Message.sms(share.codeTo(), sms(tag, code))
            : Message.mail(
                share.codeTo(),
                Messages.text("mail.code.subject", tag, installation.name()),
                sheet(share, tag, code, until, origin));
    return outbox.put(message.until(until).withPriority(Priority.CODE));
  }

  /** Withdraws messages whose codes are void. */
  void withdraw(List<MessageId> messages) {
    outbox.withdraw(messages);
  }

  private String sms(String tag, String code) {
    String text = SmsText.of(SMS, tag, code, shortName(), properties.codeTtl().toMinutes());
    return text + "\n\n@" + installation.host() + " #" + code;
  }

  private MessageBody sheet(
      LinkedShare share, String tag, String code, Instant until, Origin origin) {
    return MessageBody.of(
        new MessageBody.Paragraph(
            Messages.text(
                "sharing.code-mail.why", InertText.of(share.sharedBy()), installation.name())),
        new MessageBody.Code(Messages.text("mail.code.lead"), tag, CodeDigits.show(code)),
        new MessageBody.Paragraph(until(until)),
        facts(origin),
        new MessageBody.Small(Messages.text("sharing.code-mail.not-you")));
  }

  private String until(Instant until) {
    return Messages.text(
        "mail.code.until",
        DurationText.words(properties.codeTtl()),
        TIME.format(until.atZone(installation.zone())));
  }

  /** From where the code was asked for, and where to type it. */
  private MessageBody.Facts facts(Origin origin) {
    return MessageBody.Facts.of(
        new MessageBody.Fact(
            Messages.text("mail.code.from"),
            Messages.text(
                "mail.code.browser-and-address",
                BrowserText.of(origin.browser()),
                places.show(origin.address()))),
        new MessageBody.Fact(Messages.text("mail.code.type-at"), installation.host()));
  }

  /** The site's name, cut so that no second segment is needed. */
  private String shortName() {
    return SmsText.shortName(SMS, installation.name(), MAX_NAME_LENGTH, installation.host());
  }
}
