package org.sallyport.gate.secondfactor.otp;

import java.time.Duration;
import java.time.Instant;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.delivery.Channel;
import org.sallyport.gate.delivery.Message;
import org.sallyport.gate.delivery.MessageBody;
import org.sallyport.gate.delivery.Priority;
import org.sallyport.gate.secondfactor.CodeDigits;
import org.sallyport.gate.secondfactor.Purpose;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.geoip.Places;
import org.sallyport.platform.installation.BrowserText;
import org.sallyport.platform.installation.DurationText;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.messages.DateFormats;
import org.sallyport.platform.messages.Messages;
import org.sallyport.platform.messages.SmsText;
import org.springframework.stereotype.Component;

/** Composes the messages that carry a code (rules 6 to 8). The code appears only in the body. */
@Component
@RequiredArgsConstructor
class CodeMessages {
  private static final DateFormats TIME = DateFormats.of("common.format.time-zone");
  private static final DateFormats WHEN = DateFormats.of("common.format.date-time");

  private static final String SMS = "sms.code";
  private static final int MAX_NAME_LENGTH = 24;
  private static final Duration LONGEST_CALL_WAIT = Duration.ofMinutes(2);

  private final Installation installation;
  private final OtpProperties properties;
  private final Places places;

  Message message(
      Channel channel,
      String to,
      Purpose purpose,
      String tag,
      String code,
      Instant sentAt,
      Origin origin) {
    Instant end = sentAt.plus(channel == Channel.VOICE ? callWait() : properties.ttl());
    Message message =
        switch (channel) {
          case SMS -> Message.sms(to, sms(tag, code));
          case VOICE -> Message.call(to, spoken(tag, code));
          case EMAIL -> Message.mail(to, subject(tag), sheet(purpose, tag, code, sentAt, origin));
        };
    return message.until(end).withPriority(Priority.CODE);
  }

  /** A phone does not ring when nobody waits for the code any more. */
  private Duration callWait() {
    return properties.ttl().compareTo(LONGEST_CALL_WAIT) < 0 ? properties.ttl() : LONGEST_CALL_WAIT;
  }

  /**
   * One segment of 160 characters, in languages that GSM-7 has the letters of. The last line lets
   * phones fill in the code automatically (WICG "Origin-bound one-time codes delivered via SMS",
   * section 3).
   */
  private String sms(String tag, String code) {
    String text = SmsText.of(SMS, tag, code, shortName(), properties.ttl().toMinutes());
    return text + "\n\n@" + installation.host() + " #" + code;
  }

  /** With the whole name, which no segment cuts. */
  private String spoken(String tag, String code) {
    String name = installation.name();
    boolean isSaid = name.codePoints().anyMatch(Character::isLetterOrDigit);
    return SpokenCode.text(
        isSaid ? name : installation.host(), tag, code, properties.spokenDigits());
  }

  private String subject(String tag) {
    return Messages.text("mail.code.subject", tag, installation.name());
  }

  private MessageBody sheet(
      Purpose purpose, String tag, String code, Instant sentAt, Origin origin) {
    String end = TIME.format(sentAt.plus(properties.ttl()).atZone(installation.zone()));
    return MessageBody.of(
        new MessageBody.Paragraph(why(purpose)),
        new MessageBody.Code(Messages.text("mail.code.lead"), tag, CodeDigits.show(code)),
        new MessageBody.Paragraph(
            Messages.text("mail.code.until", DurationText.words(properties.ttl()), end)),
        requestFacts(sentAt, origin),
        new MessageBody.Small(Messages.text("mail.code.not-you")));
  }

  /** When and from where the code was requested, and where it belongs. */
  private MessageBody.Facts requestFacts(Instant sentAt, Origin origin) {
    return MessageBody.Facts.of(
        new MessageBody.Fact(
            Messages.text("mail.code.asked-at"), WHEN.format(sentAt.atZone(installation.zone()))),
        new MessageBody.Fact(
            Messages.text("mail.code.from"),
            Messages.text(
                "mail.code.browser-and-address",
                BrowserText.of(origin.browser()),
                places.show(origin.address()))),
        new MessageBody.Fact(Messages.text("mail.code.type-at"), installation.host()));
  }

  private String why(Purpose purpose) {
    return switch (purpose) {
      case SIGN_IN -> Messages.text("mail.code.sign-in", installation.name());
      case STEP_UP -> Messages.text("mail.code.step-up", installation.name());
      case PHONE, EMAIL -> Messages.text("mail.code.contact", installation.name());
    };
  }

  /** The site's name, cut so that no second segment is needed. */
  private String shortName() {
    return SmsText.shortName(SMS, installation.name(), MAX_NAME_LENGTH, installation.host());
  }
}
