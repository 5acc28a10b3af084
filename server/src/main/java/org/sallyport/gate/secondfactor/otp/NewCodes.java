package org.sallyport.gate.secondfactor.otp;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Addressee;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.delivery.Outbox;
import org.sallyport.gate.secondfactor.FactorContext;
import org.sallyport.gate.secondfactor.Purpose;
import org.sallyport.gate.session.SignIn;
import org.sallyport.gate.session.SignIns;
import org.sallyport.platform.crypto.RandomValues;
import org.sallyport.platform.ids.CodeId;
import org.sallyport.platform.ids.MessageId;
import org.springframework.stereotype.Component;

/** Makes a code, stores its keyed hash and puts its message into the outbox. */
@Component
@RequiredArgsConstructor
class NewCodes {
  private final CodeStore codes;
  private final CodeHashes hashes;
  private final CodeMessages messages;
  private final Outbox outbox;
  private final SignIns signIns;
  private final RandomValues random;
  private final OtpProperties properties;
  private final Clock clock;

  /**
   * Voids the older codes and puts the message with a new one into the outbox.
   *
   * @param before the codes that were sent in the attempt or check
   */
  SentCode send(FactorContext context, Destination destination, List<SentCode> before) {
    Instant now = clock.instant();
    HeldAccount held = context.held();
    SignIn signIn = context.signIn();
    Purpose purpose = context.purpose();
    voidOlder(held, signIn, purpose, now);
    String code = random.digits(properties.length());
    String tag = unusedTag(before);
    MessageId message =
        outbox.put(
            Addressee.composeReply(
                held.account(),
                () ->
                    messages.message(
                        destination.channel(),
                        destination.to(),
                        purpose,
                        tag,
                        code,
                        now,
                        context.origin())));
    SentCode sent =
        new SentCode(
            new CodeId(random.id()),
            destination.channel(),
            destination.masked(),
            tag,
            message,
            now,
            now.plus(properties.ttl()),
            0,
            null,
            null);
    codes.add(
        sent,
        held.id(),
        signIn.id(),
        purpose,
        hashes.of(context, bound(purpose, destination), code),
        CodeLimits.Sending.of(context, destination).smsBlock());
    if (purpose == Purpose.SIGN_IN) {
      signIns.keepOpen(signIn.id(), sent.expiresAt());
    }
    return sent;
  }

  private void voidOlder(HeldAccount held, SignIn signIn, Purpose purpose, Instant now) {
    outbox.withdraw(
        purpose == Purpose.SIGN_IN && properties.scope() == OtpProperties.Scope.ACCOUNT
            ? codes.voidAccount(held.id(), purpose, now)
            : codes.voidAttempt(signIn.id(), purpose, now));
  }

  private String unusedTag(List<SentCode> before) {
    String tag = random.tag();
    while (hasTag(before, tag)) {
      tag = random.tag();
    }
    return tag;
  }

  private static boolean hasTag(List<SentCode> codes, String tag) {
    return codes.stream().anyMatch(code -> code.tag().equals(tag));
  }

  /**
   * The value a code is bound to: the contact that it verifies; nothing for a code of a factor,
   * which can be sent over either channel.
   */
  private static String bound(Purpose purpose, Destination destination) {
    return switch (purpose) {
      case PHONE, EMAIL -> destination.to();
      case SIGN_IN, STEP_UP -> "";
    };
  }
}
