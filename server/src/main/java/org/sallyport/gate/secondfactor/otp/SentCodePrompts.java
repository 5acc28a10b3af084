package org.sallyport.gate.secondfactor.otp;

import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.delivery.Channel;
import org.sallyport.gate.delivery.Outbox;
import org.sallyport.gate.delivery.routes.RouteStates;
import org.sallyport.gate.secondfactor.Prompt;
import org.sallyport.gate.secondfactor.Purpose;
import org.sallyport.gate.secondfactor.contact.Contact;
import org.sallyport.gate.secondfactor.view.DeliveryWords;
import org.sallyport.gate.session.SignIn;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;

/** Builds the prompt for a sent code, with the delivery state of its message (rules 7, 11). */
@Component
@RequiredArgsConstructor
class SentCodePrompts {
  private final SentCodes codes;
  private final Outbox outbox;
  private final RouteStates routes;

  /**
   * The prompt for the newest code; empty if that was used.
   *
   * @param to where the chosen factor sends codes; null if that is no longer known
   */
  Optional<Prompt> prompt(SignIn signIn, Purpose purpose, @Nullable Destination to) {
    return open(signIn, purpose)
        .map(
            code ->
                to == null || goesTo(code, to)
                    ? sent(code, code.to(), signIn, purpose, isCallable(to))
                    : unsent(to.channel(), to.masked(), signIn, purpose));
  }

  /**
   * The prompt for the newest code that verifies a contact, which is shown unmasked to the person
   * who entered it.
   */
  Optional<Prompt> prompt(SignIn signIn, Contact contact) {
    Purpose purpose = contact.purpose();
    return open(signIn, purpose)
        .map(
            code ->
                code.isVoid()
                    ? unsent(Destination.of(contact).channel(), contact.shown(), signIn, purpose)
                    : sent(
                        code,
                        contact.shown(),
                        signIn,
                        purpose,
                        isCallable(Destination.of(contact))));
  }

  private Optional<SentCode> open(SignIn signIn, Purpose purpose) {
    return codes.newest(signIn, purpose).filter(code -> !code.isUsed());
  }

  private static boolean goesTo(SentCode code, Destination to) {
    return code.goesAs(to.channel()) && code.to().equals(to.masked());
  }

  private Prompt unsent(Channel channel, String to, SignIn signIn, Purpose purpose) {
    return new Prompt.Unsent(way(channel), to, codes.length(), codes.resendAt(signIn, purpose));
  }

  private boolean isCallable(@Nullable Destination to) {
    return to != null && to.channel().isToNumber() && routes.reach(Channel.VOICE, to.to());
  }

  private Prompt sent(
      SentCode code, String to, SignIn signIn, Purpose purpose, boolean callOffered) {
    DeliveryWords delivery = DeliveryWords.of(outbox.delivery(code.message()));
    return new Prompt.Sent(
        code.tag(),
        codes.length(),
        way(code.channel()),
        to,
        code.sentAt(),
        code.expiresAt(),
        codes.resendAt(signIn, purpose),
        codes.isAgain(code, signIn, purpose),
        code.isVoid(),
        delivery.trouble(),
        delivery.fate(),
        code.channel() == Channel.VOICE,
        callOffered);
  }

  private static String way(Channel channel) {
    return switch (channel) {
      case SMS -> Messages.text("factor.sms.way");
      case VOICE -> Messages.text("factor.sms.way-call");
      case EMAIL -> Messages.text("factor.email.way");
    };
  }
}
