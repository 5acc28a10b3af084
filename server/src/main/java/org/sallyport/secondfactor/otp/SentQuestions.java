package org.sallyport.secondfactor.otp;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.delivery.Channel;
import org.sallyport.delivery.Delivery;
import org.sallyport.delivery.Outbox;
import org.sallyport.secondfactor.Asked;
import org.sallyport.secondfactor.Purpose;
import org.sallyport.signin.SignIn;
import org.springframework.stereotype.Component;

/** A code that was sent, as its page shows it, with what became of the message (RULES 7, 11). */
@Component
class SentQuestions {
  private final OneTimeCodes codes;
  private final Outbox outbox;

  SentQuestions(OneTimeCodes codes, Outbox outbox) {
    this.codes = codes;
    this.outbox = outbox;
  }

  /** The newest code, unless it was answered: then no question is open. */
  Optional<Asked.Sent> asked(SignIn signIn, Purpose purpose) {
    return codes
        .newest(signIn, purpose)
        .filter(code -> !code.isUsed())
        .map(code -> asked(code, outbox.delivery(code.message()), signIn, purpose));
  }

  private Asked.Sent asked(SentCode code, Delivery delivery, SignIn signIn, Purpose purpose) {
    return new Asked.Sent(
        code.tag(),
        code.channel() == Channel.SMS ? "by SMS" : "by e-mail",
        code.to(),
        code.sentAt(),
        code.expiresAt(),
        codes.resendAt(signIn, purpose),
        code.isVoid(),
        trouble(delivery),
        fate(delivery));
  }

  private static Asked.Fate fate(Delivery delivery) {
    return switch (delivery) {
      case Delivery.OnItsWay onItsWay -> Asked.Fate.ON_ITS_WAY;
      case Delivery.HandedOver handedOver -> Asked.Fate.ON_ITS_WAY;
      case Delivery.Failed failed -> Asked.Fate.FAILED;
      case Delivery.Unknown unknown -> Asked.Fate.UNKNOWN;
    };
  }

  private static @Nullable String trouble(Delivery delivery) {
    return switch (delivery) {
      case Delivery.OnItsWay onItsWay ->
          onItsWay.trouble() == null ? null : onItsWay.trouble() + " It is tried again by itself.";
      case Delivery.HandedOver handedOver -> null;
      case Delivery.Failed failed -> "Your code was not sent. " + failed.reason();
      case Delivery.Unknown unknown ->
          "We do not know if this message was sent. If it does not come, ask for a new one.";
    };
  }
}
