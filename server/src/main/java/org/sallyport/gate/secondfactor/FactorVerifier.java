package org.sallyport.gate.secondfactor;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.lockout.AttemptPermit;
import org.sallyport.gate.lockout.Lockout;
import org.sallyport.gate.lockout.Throttle;
import org.sallyport.gate.secondfactor.approval.Approval;
import org.sallyport.gate.secondfactor.approval.ApprovedFactor;
import org.sallyport.gate.session.AcceptedAnswers;
import org.sallyport.gate.session.SignIn;
import org.sallyport.gate.session.SignIns;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.CodeEvent;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.SignedEvent;
import org.sallyport.platform.ids.SignInId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The only place where answers are counted and compared. A guessable answer is first counted, then
 * compared; then the counter is reset or advanced towards the lock (rules 12, 13). In a browser
 * that is new to the account, the delay of its network applies too (rule 18).
 */
@Component
public class FactorVerifier {
  private static final String PASSWORDLESS = "passwordless sign-in";

  private final Lockout lockout;
  private final Throttle throttle;
  private final SignIns signIns;
  private final AcceptedAnswers accepted;
  private final DomainEvents events;
  private final AnswerMetrics metrics;

  FactorVerifier(
      Lockout lockout,
      Throttle throttle,
      SignIns signIns,
      AcceptedAnswers accepted,
      DomainEvents events,
      AnswerMetrics metrics) {
    this.lockout = lockout;
    this.throttle = throttle;
    this.signIns = signIns;
    this.accepted = accepted;
    this.events = events;
    this.metrics = metrics;
  }

  /** Verifies an answer to a factor of the account. A wrong one counts towards the lock. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Verdict judge(
      SecondFactor factor,
      HeldAccount held,
      SignIn signIn,
      Purpose purpose,
      String typed,
      Origin origin) {
    return metrics.count(factor.method(), verify(factor, held, signIn, purpose, typed, origin));
  }

  private Verdict verify(
      SecondFactor factor,
      HeldAccount held,
      SignIn signIn,
      Purpose purpose,
      String typed,
      Origin origin) {
    if (typed.isBlank() && factor instanceof ApprovedFactor approved) {
      return take(approved, held, signIn, purpose, origin);
    }
    Optional<String> answer = factor.read(typed);
    if (answer.isEmpty()) {
      return held.account().isLocked() ? new Verdict.Locked() : new Verdict.Malformed();
    }
    if (!factor.guessable()) {
      return judgeSigned(
          factor,
          held,
          signIn.id(),
          purpose.key(),
          () -> factor.compare(held, signIn, purpose, answer.get(), origin),
          origin);
    }
    if (!held.account().isLocked()
        && accepted.isRepeated(held, signIn, factor.method(), answer.get())) {
      return new Verdict.Repeated();
    }
    return held.account().isLocked()
        ? new Verdict.Locked()
        : guess(factor, held, signIn, purpose, answer.get(), origin);
  }

  /**
   * Counts by network first: an answer delayed for its network is not compared and costs no try.
   */
  private Verdict guess(
      SecondFactor factor,
      HeldAccount held,
      SignIn signIn,
      Purpose purpose,
      String answer,
      Origin origin) {
    boolean counts = !isKnown(signIn);
    Optional<Instant> slowed =
        counts ? throttle.countCode(origin.block()) : Optional.<Instant>empty();
    if (slowed.isPresent()) {
      return new Verdict.Wait(slowed.get(), true);
    }
    Verdict verdict =
        switch (lockout.count(held, signIn.id(), origin)) {
          case AttemptPermit.Locked _ -> new Verdict.Locked();
          case AttemptPermit.Wait wait -> new Verdict.Wait(wait.until(), false);
          case AttemptPermit.Counted counted ->
              compare(factor, held, signIn, purpose, answer, counted.inARow(), origin);
        };
    if (counts && (verdict instanceof Verdict.Accepted || verdict instanceof Verdict.Wait)) {
      throttle.takeBackCode(origin.block());
    }
    return verdict;
  }

  /** Whether the account signed in from this browser before, or is signed in now (rules 9, 18). */
  private static boolean isKnown(SignIn signIn) {
    return signIn.knownBrowser() != null || signIn.state() == SignIn.State.COMPLETE;
  }

  /**
   * Verifies an answer that replaces password and second factor, before the sign-in has a row (rule
   * 15).
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Verdict judgePasswordless(
      PasswordlessFactor factor, HeldAccount held, String state, String typed, Origin origin) {
    Optional<String> answer = factor.read(typed);
    Verdict verdict =
        answer.isEmpty()
            ? new Verdict.Malformed()
            : judgeSigned(
                factor,
                held,
                null,
                PASSWORDLESS,
                () -> factor.comparePasswordless(held, state, answer.get()),
                origin);
    return metrics.count(factor.method(), verdict);
  }

  /**
   * Verifies a signed answer. It is not counted and never delayed, and is refused while the account
   * is locked. A valid one resets the counter of wrong codes (rule 12).
   */
  private Verdict judgeSigned(
      SecondFactor factor,
      HeldAccount held,
      @Nullable SignInId signIn,
      String purpose,
      Supplier<MatchResult> matchResult,
      Origin origin) {
    MatchResult found =
        held.account().isLocked() || held.account().isDisabled()
            ? new MatchResult.Unproven(held.account().isLocked() ? "locked" : "disabled")
            : matchResult.get();
    if (found instanceof MatchResult.Right right) {
      events.publish(
          new SignedEvent.Accepted(held.id(), signIn, purpose, factor.method(), detail(right)),
          origin);
      lockout.right(held);
      return new Verdict.Accepted(factor.method());
    }
    events.publish(refused(held, signIn, purpose, factor.method(), found), origin);
    return held.account().isLocked() ? new Verdict.Locked() : new Verdict.NotAccepted();
  }

  private static SignedEvent refused(
      HeldAccount held,
      @Nullable SignInId signIn,
      String purpose,
      String method,
      MatchResult found) {
    return found instanceof MatchResult.Copied copied
        ? new SignedEvent.Copied(held.id(), signIn, purpose, method, copied.device())
        : new SignedEvent.Refused(held.id(), signIn, purpose, method, reason(found));
  }

  /**
   * Fetches an approval from another device. It is not counted, and is refused while the account is
   * locked.
   */
  private Verdict take(
      ApprovedFactor factor, HeldAccount held, SignIn signIn, Purpose purpose, Origin origin) {
    if (held.account().isLocked() || held.account().isDisabled()) {
      return new Verdict.Locked();
    }
    return switch (factor.take(held, signIn, purpose)) {
      case Approval.Unanswered _ -> new Verdict.Unanswered();
      case Approval.Over _ -> new Verdict.NotApproved();
      case Approval.Given _ -> {
        events.publish(
            new CodeEvent.Accepted(held.id(), signIn.id(), purpose.key(), factor.method()), origin);
        lockout.right(held);
        yield new Verdict.Accepted(factor.method());
      }
    };
  }

  private Verdict compare(
      SecondFactor factor,
      HeldAccount held,
      SignIn signIn,
      Purpose purpose,
      String answer,
      int inARow,
      Origin origin) {
    metrics.compared();
    MatchResult matchResult = factor.compare(held, signIn, purpose, answer, origin);
    if (matchResult instanceof MatchResult.Right right) {
      events.publish(
          new CodeEvent.Accepted(held.id(), signIn.id(), purpose.key(), detail(right)), origin);
      lockout.right(held);
      accepted.note(held, signIn, factor.method(), answer);
      return new Verdict.Accepted(factor.method());
    }
    events.publish(
        new CodeEvent.Refused(held.id(), signIn.id(), purpose.key(), reason(matchResult)), origin);
    signIns.countWrongCode(signIn.id());
    int left = lockout.wrong(held, signIn.id(), inARow, origin);
    return left == 0 ? new Verdict.Locked() : new Verdict.Refused(matchResult, left);
  }

  /** What the audit log says about an accepted answer. */
  private static String detail(MatchResult.Right right) {
    return switch (right) {
      case MatchResult.SentCode sent -> sent.tag();
      case MatchResult.KeptCode kept -> kept.kind();
      case MatchResult.Signature signature ->
          signature.userVerified() ? "user verified" : "user present";
    };
  }

  private static String reason(MatchResult matchResult) {
    return switch (matchResult) {
      case MatchResult.Right right -> "right";
      case MatchResult.Wrong wrong -> "wrong";
      case MatchResult.Superseded superseded -> "superseded";
      case MatchResult.VoidedElsewhere elsewhere -> "voided elsewhere";
      case MatchResult.OtherWay other -> "other way";
      case MatchResult.Expired expired -> "expired";
      case MatchResult.Used used -> "used";
      case MatchResult.UsedBefore used -> "used";
      case MatchResult.Unproven unproven -> unproven.reason();
      case MatchResult.Copied copied -> "copied";
    };
  }
}
