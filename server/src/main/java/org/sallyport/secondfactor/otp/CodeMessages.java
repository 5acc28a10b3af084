package org.sallyport.secondfactor.otp;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.sallyport.access.Origin;
import org.sallyport.delivery.Channel;
import org.sallyport.delivery.Message;
import org.sallyport.delivery.MessageBody;
import org.sallyport.geoip.Places;
import org.sallyport.installation.DurationText;
import org.sallyport.installation.Installation;
import org.sallyport.secondfactor.Purpose;
import org.sallyport.secondfactor.SixDigits;
import org.springframework.stereotype.Component;

/** Composes the messages that carry a code (rules 6 to 8). The code appears only in the body. */
@Component
class CodeMessages {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm zzz", Locale.ENGLISH);
  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm zzz", Locale.ENGLISH);

  private final Installation installation;
  private final OtpProperties properties;
  private final Places places;

  CodeMessages(Installation installation, OtpProperties properties, Places places) {
    this.installation = installation;
    this.properties = properties;
    this.places = places;
  }

  Message message(
      Channel channel,
      String to,
      Purpose purpose,
      String tag,
      String code,
      Instant sentAt,
      Origin origin) {
    Instant end = sentAt.plus(properties.ttl());
    return switch (channel) {
      case SMS -> Message.sms(to, sms(tag, code)).until(end);
      case EMAIL ->
          Message.mail(to, subject(tag), sheet(purpose, tag, code, sentAt, origin)).until(end);
    };
  }

  /**
   * One GSM-7 segment of 160 characters. The last line lets phones fill in the code automatically
   * (WICG "Origin-bound one-time codes delivered via SMS", section 3).
   */
  private String sms(String tag, String code) {
    return String.format(
        Locale.ROOT,
        "%s: %s is your %s code, valid %d min. Tell nobody.\n\n@%s #%s",
        tag,
        code,
        shortName(),
        properties.ttl().toMinutes(),
        installation.host(),
        code);
  }

  private String subject(String tag) {
    return "Message " + tag + ": your One-Time-Password for " + installation.name();
  }

  private MessageBody sheet(
      Purpose purpose, String tag, String code, Instant sentAt, Origin origin) {
    String end = TIME.format(sentAt.plus(properties.ttl()).atZone(installation.zone()));
    return MessageBody.of(
        new MessageBody.Paragraph(why(purpose)),
        new MessageBody.Code("Your One-Time-Password, message", tag, SixDigits.show(code)),
        new MessageBody.Paragraph(
            String.format(
                Locale.ROOT,
                "Valid for %s, until %s. Only the newest message counts.",
                DurationText.words(properties.ttl()),
                end)),
        MessageBody.Facts.of(
            new MessageBody.Fact("Asked at", WHEN.format(sentAt.atZone(installation.zone()))),
            new MessageBody.Fact("From", origin.browser() + ", " + places.show(origin.address())),
            new MessageBody.Fact("Type it at", installation.host())),
        new MessageBody.Small(
            "Not you? Then someone knows your password. Give this code to nobody, and change your password. "
                + "Nobody from the hospital ever asks you for it."));
  }

  private String why(Purpose purpose) {
    return switch (purpose) {
      case SIGN_IN -> String.format(Locale.ROOT, "You are signing in to %s.", installation.name());
      case STEP_UP ->
          String.format(Locale.ROOT, "You are changing your account at %s.", installation.name());
      case PHONE, EMAIL ->
          String.format(
              Locale.ROOT,
              "Somebody, we hope you, wants codes for %s sent here.",
              installation.name());
    };
  }

  /** The site's name, cut so that no second segment is needed. */
  private String shortName() {
    String name = installation.name().replaceAll("[^A-Za-z0-9 .-]", "");
    return name.length() > 24 ? name.substring(0, 24).strip() : name;
  }
}
