package org.sallyport.gate.secondfactor;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.lockout.AttemptPermit;
import org.sallyport.gate.lockout.Lockout;
import org.sallyport.gate.lockout.Throttle;
import org.sallyport.gate.secondfactor.approval.Approval;
import org.sallyport.gate.secondfactor.approval.ApprovedFactor;
import org.sallyport.gate.session.AcceptedAnswers;
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
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class FactorVerifier {
  private static final String PASSWORDLESS = "passwordless sign-in";

  private final Lockout lockout;
  private final Throttle throttle;
  private final SignIns signIns;
  private final AcceptedAnswers accepted;
  private final DomainEvents events;
  private final AnswerMetrics metrics;

  /** Verifies an answer to a factor of the account. A wrong one counts towards the lock. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Verdict judge(SecondFactor factor, FactorContext context, String typed) {
    return metrics.count(factor.method(), verify(factor, context, typed));
  }

  private Verdict verify(SecondFactor factor, FactorContext context, String typed) {
    if (typed.isBlank() && factor instanceof ApprovedFactor approved) {
      return take(approved, context);
    }
    Optional<String> answer = factor.read(typed);
    if (answer.isEmpty()) {
      return context.isLocked() ? new Verdict.Locked() : new Verdict.Malformed();
    }
    if (!factor.guessable()) {
      return judgeSigned(
          new SignedAnswer(
              context.held(), context.signIn().id(), context.purpose().key(), factor.method()),
          () -> factor.compare(context, answer.get()),
          context.origin());
    }
    if (context.isLocked()) {
      return new Verdict.Locked();
    }
    return accepted.isRepeated(context.held(), context.signIn(), factor.method(), answer.get())
        ? new Verdict.Repeated()
        : guess(factor, context, answer.get());
  }

  /**
   * Counts by network first: an answer delayed for its network is not compared and costs no try.
   */
  private Verdict guess(SecondFactor factor, FactorContext context, String answer) {
    Origin origin = context.origin();
    boolean counts = !context.isKnownBrowser();
    Optional<Instant> slowed =
        counts ? throttle.countCode(origin.block()) : Optional.<Instant>empty();
    if (slowed.isPresent()) {
      return new Verdict.Wait(slowed.get(), true);
    }
    Verdict verdict =
        switch (lockout.count(context.held(), context.signIn().id(), origin)) {
          case AttemptPermit.Locked _ -> new Verdict.Locked();
          case AttemptPermit.Wait wait -> new Verdict.Wait(wait.until(), false);
          case AttemptPermit.Counted counted -> compare(factor, context, answer, counted.inARow());
        };
    if (counts && (verdict instanceof Verdict.Accepted || verdict instanceof Verdict.Wait)) {
      throttle.takeBackCode(origin.block());
    }
    return verdict;
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
                new SignedAnswer(held, null, PASSWORDLESS, factor.method()),
                () -> factor.comparePasswordless(held, state, answer.get()),
                origin);
    return metrics.count(factor.method(), verdict);
  }

  /**
   * A signed answer, as events name it.
   *
   * @param signIn null if the sign-in has no row yet
   * @param purpose the key of its purpose
   */
  private record SignedAnswer(
      HeldAccount held, @Nullable SignInId signIn, String purpose, String method) {

    SignedEvent accepted(MatchResult.Right right) {
      return new SignedEvent.Accepted(held.id(), signIn, purpose, method, detail(right));
    }

    SignedEvent refused(MatchResult found) {
      return found instanceof MatchResult.Copied copied
          ? new SignedEvent.Copied(held.id(), signIn, purpose, method, copied.device())
          : new SignedEvent.Refused(held.id(), signIn, purpose, method, reason(found));
    }
  }

  /**
   * Verifies a signed answer. It is not counted and never delayed, and is refused while the account
   * is locked. A valid one resets the counter of wrong codes (rule 12).
   */
  private Verdict judgeSigned(
      SignedAnswer answer, Supplier<MatchResult> matchResult, Origin origin) {
    Account account = answer.held().account();
    MatchResult found =
        account.isLocked() || account.isDisabled()
            ? new MatchResult.Unproven(account.isLocked() ? "locked" : "disabled")
            : matchResult.get();
    if (found instanceof MatchResult.Right right) {
      events.publish(answer.accepted(right), origin);
      lockout.right(answer.held());
      return new Verdict.Accepted(answer.method());
    }
    events.publish(answer.refused(found), origin);
    return account.isLocked() ? new Verdict.Locked() : new Verdict.NotAccepted();
  }

  /**
   * Fetches an approval from another device. It is not counted, and is refused while the account is
   * locked.
   */
  private Verdict take(ApprovedFactor factor, FactorContext context) {
    if (context.isLocked() || context.held().account().isDisabled()) {
      return new Verdict.Locked();
    }
    return switch (factor.take(context)) {
      case Approval.Unanswered _ -> new Verdict.Unanswered();
      case Approval.NotGiven _ -> new Verdict.NotApproved();
      case Approval.Given _ -> accept(context, factor, factor.method());
    };
  }

  private Verdict compare(SecondFactor factor, FactorContext context, String answer, int inARow) {
    metrics.compared();
    MatchResult matchResult = factor.compare(context, answer);
    if (matchResult instanceof MatchResult.Right right) {
      Verdict verdict = accept(context, factor, detail(right));
      accepted.note(context.held(), context.signIn(), factor.method(), answer);
      return verdict;
    }
    SignInId signIn = context.signIn().id();
    events.publish(
        new CodeEvent.Refused(
            context.held().id(), signIn, context.purpose().key(), reason(matchResult)),
        context.origin());
    signIns.countWrongCode(signIn);
    int left = lockout.wrong(context.held(), signIn, inARow, context.origin());
    return left == 0 ? new Verdict.Locked() : new Verdict.Mismatch(matchResult, left);
  }

  /** Publishes that the answer was accepted and resets the counter of wrong codes (rule 12). */
  private Verdict accept(FactorContext context, SecondFactor factor, String detail) {
    events.publish(
        new CodeEvent.Accepted(
            context.held().id(), context.signIn().id(), context.purpose().key(), detail),
        context.origin());
    lockout.right(context.held());
    return new Verdict.Accepted(factor.method());
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
