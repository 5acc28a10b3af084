package org.sallyport.gate.secondfactor.otp;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.delivery.Channel;
import org.sallyport.gate.delivery.Outbox;
import org.sallyport.gate.secondfactor.ChallengeResult;
import org.sallyport.gate.secondfactor.FactorContext;
import org.sallyport.gate.secondfactor.MatchResult;
import org.sallyport.gate.secondfactor.Purpose;
import org.sallyport.gate.session.SessionProperties;
import org.sallyport.gate.session.SignIn;
import org.sallyport.gate.session.SignIns;
import org.sallyport.platform.crypto.KeyPurpose;
import org.sallyport.platform.crypto.KeyedHash;
import org.sallyport.platform.crypto.RandomValues;
import org.sallyport.platform.events.CodeEvent;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.ids.CodeId;
import org.sallyport.platform.ids.MessageId;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Sends and compares one-time codes. All methods that change data run under the lock on the
 * account's row, so what is read stays true until the transaction ends.
 */
@Component
@EnableConfigurationProperties(OtpProperties.class)
class OneTimeCodes {
  /**
   * The period that belongs to one check in a session; in a sign-in attempt, all codes since the
   * password belong together.
   */
  private static final Duration VERIFICATION_WINDOW = Duration.ofMinutes(30);

  private final CodeStore codes;
  private final CodeLimits codeLimits;
  private final CodeMessages messages;
  private final Outbox outbox;
  private final SignIns signIns;
  private final RandomValues random;
  private final KeyedHash hash;
  private final DomainEvents events;
  private final OtpProperties properties;
  private final SessionProperties times;
  private final Clock clock;

  OneTimeCodes(
      CodeStore codes,
      CodeLimits codeLimits,
      CodeMessages messages,
      Outbox outbox,
      SignIns signIns,
      RandomValues random,
      KeyedHash hash,
      DomainEvents events,
      OtpProperties properties,
      SessionProperties times,
      Clock clock) {
    this.codes = codes;
    this.codeLimits = codeLimits;
    this.messages = messages;
    this.outbox = outbox;
    this.signIns = signIns;
    this.random = random;
    this.hash = hash;
    this.events = events;
    this.properties = properties;
    this.times = times;
    this.clock = clock;
  }

  /**
   * Sends a new code if the attempt's age, the wait between two codes and the limits allow it
   * (rules 9, 32).
   */
  ChallengeResult send(FactorContext context, Destination destination) {
    SignIn signIn = context.signIn();
    Purpose purpose = context.purpose();
    Instant now = clock.instant();
    List<SentCode> before = sinceStart(signIn, purpose, now);
    if (isOver(signIn, purpose, now) || before.size() >= properties.maxSends()) {
      return new ChallengeResult.Exhausted();
    }
    Instant next = next(before);
    if (next != null && now.isBefore(next)) {
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
    send(context, destination, before, now);
    return new ChallengeResult.Issued();
  }

  /** The limit that would refuse a code now. */
  Optional<ChallengeResult.NotBefore> heldBack(
      Account account, SignIn signIn, Purpose purpose, Destination destination) {
    return codeLimits
        .check(new CodeLimits.Sending(account, signIn, purpose, destination))
        .map(CodeLimits.UsedUp::challenge);
  }

  private void send(
      FactorContext context, Destination destination, List<SentCode> before, Instant now) {
    HeldAccount held = context.held();
    SignIn signIn = context.signIn();
    Purpose purpose = context.purpose();
    voidOlder(held, signIn, purpose, now);
    String code = random.sixDigits();
    String tag = unusedTag(before);
    MessageId message =
        outbox.put(
            messages.message(
                destination.channel(),
                destination.to(),
                purpose,
                tag,
                code,
                now,
                context.origin()));
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
        hash.of(KeyPurpose.CODE, parts(context, bound(purpose, destination), code)));
    if (purpose == Purpose.SIGN_IN) {
      signIns.keepOpen(signIn.id(), sent.expiresAt());
    }
    String channel = destination.channel().name().toLowerCase(java.util.Locale.ROOT);
    events.publish(
        new CodeEvent.Sent(held.id(), signIn.id(), purpose.key(), channel, tag), context.origin());
  }

  /**
   * Compares a code and consumes it, decided by the row count of the one statement that consumes it
   * (rules 3, 4).
   *
   * @param channel the chosen channel; codes sent over another one are not accepted
   * @param contact the contact being verified; null for a code of a factor
   */
  MatchResult compare(
      FactorContext context, Channel channel, @Nullable Destination contact, String code) {
    SignIn signIn = context.signIn();
    Purpose purpose = context.purpose();
    Instant now = clock.instant();
    byte[][] answer =
        hash.all(KeyPurpose.CODE, parts(context, contact == null ? "" : contact.to(), code));
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
    int sent = sinceStart(context.signIn(), context.purpose(), clock.instant()).size();
    codeLimits.answered(CodeLimits.Sending.of(context, destination), sent);
  }

  /**
   * Invalidates all other e-mail codes after the one e-mail code sent in place of an SMS was
   * accepted (rule 26).
   */
  void voidOnceByEmail(HeldAccount held) {
    codes.voidOnceByEmail(held.id(), clock.instant());
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
    return match.channel() == channel
        ? new MatchResult.VoidedElsewhere(match.tag())
        : new MatchResult.OtherWay(match.tag());
  }

  /** Counts a try of a check that has five of its own. False if they are used up. */
  boolean countTry(HeldAccount held, SignIn signIn, Purpose purpose) {
    Instant since = clock.instant().minus(VERIFICATION_WINDOW);
    return codes.countTry(signIn.id(), purpose, properties.maxTries(), since);
  }

  /** The number of tries left in the check. */
  int triesLeft(SignIn signIn, Purpose purpose) {
    int used =
        sinceStart(signIn, purpose, clock.instant()).stream().mapToInt(SentCode::tries).sum();
    return Math.max(0, properties.maxTries() - used);
  }

  /** The newest code of the attempt. */
  Optional<SentCode> newest(SignIn signIn, Purpose purpose) {
    return codes.of(signIn.id(), purpose).stream().findFirst();
  }

  /** Whether it replaced an unused code sent earlier in the attempt or check. */
  boolean isAgain(SentCode code, SignIn signIn, Purpose purpose) {
    return sinceStart(signIn, purpose, clock.instant()).stream()
        .anyMatch(other -> other.sentAt().isBefore(code.sentAt()) && !other.isUsed());
  }

  /** Invalidates the session's codes for this purpose. */
  void voidAll(HeldAccount held, SignIn session, Purpose purpose) {
    codes.voidAttempt(session.id(), purpose, clock.instant());
  }

  /** When the next code can be requested; null if none can any more. */
  @Nullable Instant resendAt(SignIn signIn, Purpose purpose) {
    Instant now = clock.instant();
    List<SentCode> before = sinceStart(signIn, purpose, now);
    Instant next = next(before);
    boolean over = isOver(signIn, purpose, now) || before.size() >= properties.maxSends();
    return over ? null : next == null ? now : next;
  }

  /** Whether the code would be for a sign-in whose password was entered too long ago. */
  private boolean isOver(SignIn signIn, Purpose purpose, Instant now) {
    return purpose == Purpose.SIGN_IN
        && !now.isBefore(signIn.passwordAt().plus(times.attemptTimeout()));
  }

  private List<SentCode> sinceStart(SignIn signIn, Purpose purpose, Instant now) {
    Instant start = purpose == Purpose.SIGN_IN ? Instant.EPOCH : now.minus(VERIFICATION_WINDOW);
    return codes.of(signIn.id(), purpose).stream()
        .filter(code -> code.sentAt().isAfter(start))
        .toList();
  }

  private @Nullable Instant next(List<SentCode> before) {
    return before.isEmpty() ? null : before.getFirst().sentAt().plus(properties.resendCooldown());
  }

  private void voidOlder(HeldAccount held, SignIn signIn, Purpose purpose, Instant now) {
    if (purpose == Purpose.SIGN_IN && properties.scope() == OtpProperties.Scope.ACCOUNT) {
      codes.voidAccount(held.id(), purpose, now);
    } else {
      codes.voidAttempt(signIn.id(), purpose, now);
    }
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

  private static String[] parts(FactorContext context, String bound, String code) {
    String account = context.held().id().toString();
    String signIn = context.signIn().id().toString();
    return new String[] {context.purpose().key(), account, signIn, bound, code};
  }
}
