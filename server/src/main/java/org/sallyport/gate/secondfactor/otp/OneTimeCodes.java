package org.sallyport.gate.secondfactor.otp;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.delivery.Channel;
import org.sallyport.gate.delivery.Outbox;
import org.sallyport.gate.secondfactor.ChallengeResult;
import org.sallyport.gate.secondfactor.FactorContext;
import org.sallyport.gate.secondfactor.MatchResult;
import org.sallyport.gate.secondfactor.Purpose;
import org.sallyport.gate.session.SignIn;
import org.sallyport.platform.events.CodeEvent;
import org.sallyport.platform.events.DomainEvents;
import org.springframework.stereotype.Component;

/**
 * Sends and compares one-time codes. All methods that change data run under the lock on the
 * account's row, so what is read stays true until the transaction ends.
 */
@Component
@RequiredArgsConstructor
class OneTimeCodes {
  private final CodeStore codes;
  private final SentCodes sentCodes;
  private final NewCodes newCodes;
  private final CodeHashes hashes;
  private final CodeLimits codeLimits;
  private final Outbox outbox;
  private final DomainEvents events;
  private final Clock clock;

  /**
   * Sends a new code if the attempt's age, the wait between two codes and the limits allow it
   * (rules 9, 32).
   */
  ChallengeResult send(FactorContext context, Destination destination) {
    SignIn signIn = context.signIn();
    Purpose purpose = context.purpose();
    List<SentCode> before = sentCodes.sinceStart(signIn, purpose);
    Instant next = sentCodes.resendAt(signIn, purpose, before);
    if (next == null) {
      return new ChallengeResult.Exhausted();
    }
    if (clock.instant().isBefore(next)) {
      return new ChallengeResult.JustSent(next);
    }
    Optional<CodeLimits.UsedUp> usedUp = codeLimits.take(context, destination);
    if (usedUp.isPresent()) {
      String limit = usedUp.get().name();
      events.publish(
          new CodeEvent.SendRefused(context.held().id(), signIn.id(), purpose.key(), limit),
          context.origin());
      return usedUp.get().challenge();
    }
    SentCode code = newCodes.send(context, destination, before);
    String channel = destination.channel().name().toLowerCase(Locale.ROOT);
    events.publish(
        new CodeEvent.Sent(context.held().id(), signIn.id(), purpose.key(), channel, code.tag()),
        context.origin());
    return new ChallengeResult.Issued();
  }

  /** The limit that would refuse a code now. */
  Optional<ChallengeResult.NotBefore> heldBack(
      Account account, SignIn signIn, Purpose purpose, Destination destination) {
    return codeLimits
        .check(new CodeLimits.Sending(account, signIn, purpose, destination))
        .map(CodeLimits.UsedUp::challenge);
  }

  /**
   * Compares a code and consumes it, decided by the row count of the one statement that consumes it
   * (rules 3, 4).
   *
   * @param channel the chosen channel; codes sent over another one are not accepted, but for calls
   *     to the number that SMS go to
   * @param contact the contact being verified; null for a code of a factor
   */
  MatchResult compare(
      FactorContext context, Channel channel, @Nullable Destination contact, String code) {
    SignIn signIn = context.signIn();
    Purpose purpose = context.purpose();
    Instant now = clock.instant();
    byte[][] answer = hashes.all(context, contact == null ? "" : contact.to(), code);
    Optional<SentCode> live = codes.spend(signIn.id(), purpose, channel, answer, now);
    if (live.isPresent()) {
      answered(context, live.get());
      return new MatchResult.SentCode(live.get().tag());
    }
    return codes
        .byHash(signIn.id(), purpose, answer)
        .map(match -> whyNotAccepted(match, signIn, purpose, channel, now))
        .orElseGet(MatchResult.Wrong::new);
  }

  private void answered(FactorContext context, SentCode code) {
    Destination destination = new Destination(code.channel(), code.to());
    int sent = sentCodes.sinceStart(context.signIn(), context.purpose()).size();
    sentCodes.answered(code);
    codeLimits.answered(CodeLimits.Sending.of(context, destination), sent);
  }

  /**
   * Invalidates all other e-mail codes after the one e-mail code sent in place of an SMS was
   * accepted (rule 26).
   */
  void voidOnceByEmail(HeldAccount held) {
    outbox.withdraw(codes.voidOnceByEmail(held.id(), clock.instant()));
  }

  private MatchResult whyNotAccepted(
      SentCode match, SignIn signIn, Purpose purpose, Channel channel, Instant now) {
    SentCode newest = codes.of(signIn.id(), purpose).getFirst();
    if (match.isUsed()) {
      return new MatchResult.Used(match.tag());
    }
    if (!newest.id().equals(match.id())) {
      return new MatchResult.Superseded(match.tag(), newest.tag(), newest.sentAt());
    }
    if (match.isExpired(now)) {
      return new MatchResult.Expired(match.tag());
    }
    return match.goesAs(channel)
        ? new MatchResult.VoidedElsewhere(match.tag())
        : new MatchResult.OtherWay(match.tag());
  }

  /** Invalidates the session's codes for this purpose. */
  void voidAll(HeldAccount held, SignIn session, Purpose purpose) {
    outbox.withdraw(codes.voidAttempt(session.id(), purpose, clock.instant()));
  }
}
