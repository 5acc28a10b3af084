package org.sallyport.secondfactor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sallyport.geoip.Places;
import org.sallyport.installation.Installation;
import org.springframework.stereotype.Component;

/** Builds the view of the page that asks for a code, including its error texts (rules 7, 9, 14). */
@Component
public class CodePromptViews {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
  private static final DateTimeFormatter TIME_AND_ZONE =
      DateTimeFormatter.ofPattern("HH:mm zzz", Locale.ENGLISH);
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
  private static final Duration SOON = Duration.ofMinutes(2);

  private final Installation installation;
  private final Clock clock;
  private final Places places;

  CodePromptViews(Installation installation, Clock clock, Places places) {
    this.installation = installation;
    this.clock = clock;
    this.places = places;
  }

  /** The page for a prompt. */
  public CodePromptView page(
      Prompt prompt, CodePromptView.Frame frame, CodePromptView.@Nullable Problem problem) {
    return switch (prompt) {
      case Prompt.Sent sent ->
          new CodePromptView(sent(sent), null, null, null, null, frame, problem);
      case Prompt.Unsent unsent ->
          new CodePromptView(null, unsent(unsent), null, null, null, frame, problem);
      case Prompt.Kept kept ->
          new CodePromptView(null, null, kept(kept), null, null, frame, problem);
      case Prompt.Assertion signed ->
          new CodePromptView(null, null, null, signed(signed), null, frame, problem);
      case Prompt.Awaited awaited ->
          new CodePromptView(null, null, null, null, awaited(awaited), frame, problem);
    };
  }

  private CodePromptView.Unsent unsent(Prompt.Unsent unsent) {
    return new CodePromptView.Unsent(unsent.way(), unsent.to(), resend(unsent.sendAt()));
  }

  private static CodePromptView.Kept kept(Prompt.Kept kept) {
    return new CodePromptView.Kept(kept.question(), kept.hint(), written(kept.field()));
  }

  private static CodePromptView.Signed signed(Prompt.Assertion signed) {
    return new CodePromptView.Signed(signed.question(), signed.hint(), signed.options());
  }

  private static @Nullable String written(Prompt.Field field) {
    return switch (field) {
      case SIX_DIGITS -> null;
      case RECOVERY_CODE -> "Recovery code";
      case ACTIVATION_CODE -> "Activation code";
    };
  }

  private CodePromptView.Awaited awaited(Prompt.Awaited prompt) {
    String number = prompt.number();
    String scanned = prompt.scanned();
    Instant until = prompt.validUntil();
    return new CodePromptView.Awaited(
        number == null || number.length() != 6 ? number : SixDigits.show(number),
        number == null ? List.of() : number.chars().mapToObj(Character::toString).toList(),
        scanned == null ? null : QrPicture.of(scanned),
        prompt.to(),
        local(prompt.askedAt()),
        until == null ? null : local(until),
        prompt.browser(),
        places.show(prompt.address()),
        over(prompt),
        prompt.state() == Prompt.Awaited.State.APPROVED,
        prompt.codes(),
        prompt.state() != Prompt.Awaited.State.PAUSED);
  }

  /** Why a request to a device is no longer pending; null while it can be answered. */
  private static @Nullable List<String> over(Prompt.Awaited prompt) {
    return switch (prompt.state()) {
      case OPEN, APPROVED -> null;
      case DENIED -> List.of("This sign-in was denied on your phone.");
      case WRONG_NUMBERS ->
          List.of("Three wrong numbers were entered on your phone, so this request is over.");
      case REPLACED ->
          List.of(
              "Another sign-in of your account asks your phone now, so this request is over.",
              "Was that not you? Then someone knows your password.");
      case LATE -> List.of("Nobody answered in time.");
      case PAUSED ->
          List.of(
              "Your phone was asked too often without an answer, so it is not asked any more until you have signed in"
                  + (prompt.codes()
                      ? " by a code from the app, or by another way."
                      : " by another way."),
              "Was that not you? Then someone knows your password: change it.");
    };
  }

  private CodePromptView.Sent sent(Prompt.Sent sent) {
    CodePromptView.State state = state(sent);
    boolean live = state == CodePromptView.State.FRESH || state == CodePromptView.State.RESENT;
    return new CodePromptView.Sent(
        sent.tag(),
        sent.way(),
        sent.to(),
        local(sent.sentAt()),
        local(sent.validUntil()),
        Duration.between(sent.sentAt(), sent.validUntil()).toMinutes(),
        resend(sent.resendAt()),
        trouble(sent),
        state,
        live ? secondsUntil(sent.validUntil()) : null);
  }

  private CodePromptView.State state(Prompt.Sent sent) {
    if (sent.voidedElsewhere()) {
      return CodePromptView.State.VOID;
    }
    if (!clock.instant().isBefore(sent.validUntil())) {
      return CodePromptView.State.EXPIRED;
    }
    return sent.again() ? CodePromptView.State.RESENT : CodePromptView.State.FRESH;
  }

  private CodePromptView.Resend resend(@Nullable Instant at) {
    return new CodePromptView.Resend(at != null, at == null ? 0 : secondsUntil(at), resendNote(at));
  }

  /**
   * The error shown for an answer that was not accepted; null for an accepted one. The typed answer
   * is not shown again: it may be a code (rule 6), and the next one is typed into an empty field.
   */
  public CodePromptView.@Nullable Problem problem(Verdict verdict, @Nullable Prompt prompt) {
    return switch (verdict) {
      case Verdict.Accepted accepted -> null;
      case Verdict.Malformed malformed -> said(null, malformed(prompt));
      case Verdict.Refused refused ->
          new CodePromptView.Problem(words(refused.why(), prompt), refused.triesLeft());
      case Verdict.Repeated repeated ->
          said(
              null,
              "That code was accepted a moment ago, for another sign-in of yours.",
              "It costs no try. This sign-in needs a code of its own.");
      case Verdict.NotAccepted not ->
          said(null, "Your passkey was not accepted.", "Try again, or use another way.");
      case Verdict.Locked locked -> said(0, "Your account is locked.");
      case Verdict.Wait wait -> notLookedAt(wait);
      case Verdict.Unanswered unanswered ->
          said(null, "Your phone has not answered yet.", "Enter the number there first.");
      case Verdict.NotApproved notApproved -> null;
      case Verdict.TriesUsedUp usedUp ->
          said(0, "Too many codes were wrong.", "Begin this change again later.");
      case Verdict.Complete complete -> null;
      case Verdict.Over over -> said(null, "This took too long. Start again.");
    };
  }

  private CodePromptView.Problem notLookedAt(Verdict.Wait wait) {
    return wait.ofAddress()
        ? said(
            null,
            "Too many wrong passwords and codes came from your network. This code was not looked at, and costs no try.",
            "Try again " + inOrAt(wait.until()) + ".")
        : said(
            null,
            "Too many codes were wrong of late. This one was not looked at.",
            "Try again at " + timeAndZone(wait.until()) + ".");
  }

  /** The error shown when a code was sent a moment ago. */
  public CodePromptView.Problem notSent(ChallengeResult.JustSent justSent) {
    return notSent(justSent.until(), "A code was sent a moment ago.");
  }

  /** The error shown when no further code can be sent. */
  public CodePromptView.Problem notSent(ChallengeResult.NotBefore notBefore) {
    return notSent(notBefore.until(), notBefore.reason());
  }

  private CodePromptView.Problem notSent(Instant until, String reason) {
    return said(null, reason, "The next one can be sent " + inOrAt(until) + ".");
  }

  private String inOrAt(Instant until) {
    long seconds = secondsUntil(until);
    return seconds < 90 ? "in " + seconds + " s" : when(until);
  }

  /** For example "at 10:40 CET", or on another day "on 26 Nov at 10:40 CET". */
  public String when(Instant at) {
    boolean today = local(at).toLocalDate().equals(local(clock.instant()).toLocalDate());
    return (today ? "at " : "on " + DAY.format(local(at)) + " at ") + timeAndZone(at);
  }

  /** A time with its time zone, for times that matter to a decision. */
  public String timeAndZone(Instant at) {
    return TIME_AND_ZONE.format(local(at));
  }

  public long secondsUntil(Instant at) {
    Duration left = Duration.between(clock.instant(), at);
    return left.isNegative() ? 0 : (left.toMillis() + 999) / 1000;
  }

  private List<String> words(MatchResult why, @Nullable Prompt prompt) {
    List<String> lines = new ArrayList<>();
    switch (why) {
      case MatchResult.Right right ->
          throw new IllegalArgumentException("a right code is no problem");
      case MatchResult.Wrong wrong -> lines.add(wrong(prompt));
      case MatchResult.Superseded old -> {
        lines.add("That code is from an older message, " + old.tag() + ".");
        lines.add(
            String.format(
                Locale.ROOT,
                "A newer code, %s, was sent at %s. Enter that one.",
                old.newerTag(),
                TIME.format(local(old.newerSentAt()))));
      }
      case MatchResult.VoidedElsewhere elsewhere when isOf(prompt, CodePromptView.State.VOID) -> {}
      case MatchResult.VoidedElsewhere elsewhere -> {
        lines.add("The code from message " + elsewhere.tag() + " is void.");
        lines.add("Another sign-in of your account asked for a newer one.");
      }
      case MatchResult.OtherWay other -> {
        lines.add("The code from message " + other.tag() + " was sent by another way.");
        lines.add("You have chosen another way since. Enter the code sent that way.");
      }
      case MatchResult.Expired expired when isOf(prompt, CodePromptView.State.EXPIRED) -> {}
      case MatchResult.Expired expired -> {
        lines.add("The code from message " + expired.tag() + " has expired.");
        lines.add("Ask for a new one with Resend One Time Password.");
      }
      case MatchResult.Used used -> {
        lines.add("The code from message " + used.tag() + " was used already.");
        lines.add("Ask for a new one with Resend One Time Password.");
      }
      case MatchResult.UsedBefore used -> lines.add(used.words());
      case MatchResult.Unproven unproven -> lines.add("That was not accepted.");
      case MatchResult.Copied copied -> lines.add("That was not accepted.");
    }
    return lines;
  }

  /** Whether the prompt's page already shows that state. */
  private boolean isOf(@Nullable Prompt prompt, CodePromptView.State state) {
    return prompt instanceof Prompt.Sent sent && state(sent) == state;
  }

  private static String malformed(@Nullable Prompt prompt) {
    return switch (prompt) {
      case Prompt.Sent sent ->
          "That is not a code. Enter the 6 digits from message " + sent.tag() + ".";
      case Prompt.Kept kept when kept.field() == Prompt.Field.RECOVERY_CODE ->
          "That is not a recovery code. Enter one as it is printed.";
      case Prompt.Kept kept when kept.field() == Prompt.Field.ACTIVATION_CODE ->
          "That is not an activation code. Enter it as it is printed.";
      case Prompt.Assertion signed -> "Your browser gave no answer. Try again, or use another way.";
      case Prompt.Awaited awaited -> "That is not a code. Enter the 6 digits that the app shows.";
      case null, default -> "That is not a code. Enter the 6 digits.";
    };
  }

  private static String wrong(@Nullable Prompt prompt) {
    return prompt instanceof Prompt.Sent sent
        ? "That is not the code from message " + sent.tag() + "."
        : "That is not the code.";
  }

  private @Nullable String resendNote(@Nullable Instant resendAt) {
    return resendAt == null || resendAt.isBefore(clock.instant().plus(SOON))
        ? null
        : "The next one can be sent at " + timeAndZone(resendAt) + ".";
  }

  private static CodePromptView.@Nullable Trouble trouble(Prompt.Sent prompt) {
    String text = prompt.trouble();
    return text == null ? null : new CodePromptView.Trouble(kind(prompt.fate()), text);
  }

  private static String kind(Prompt.Fate fate) {
    return switch (fate) {
      case ON_ITS_WAY -> "waiting";
      case FAILED -> "failed";
      case UNKNOWN -> "unknown";
    };
  }

  private static CodePromptView.Problem said(@Nullable Integer triesLeft, String... lines) {
    return new CodePromptView.Problem(List.of(lines), triesLeft);
  }

  private ZonedDateTime local(Instant at) {
    return at.atZone(installation.zone());
  }
}
