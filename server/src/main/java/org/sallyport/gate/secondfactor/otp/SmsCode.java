package org.sallyport.gate.secondfactor.otp;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.account.contact.Phones;
import org.sallyport.gate.delivery.Channel;
import org.sallyport.gate.delivery.routes.RouteStates;
import org.sallyport.gate.secondfactor.ChallengeResult;
import org.sallyport.gate.secondfactor.CodeDigits;
import org.sallyport.gate.secondfactor.FactorContext;
import org.sallyport.gate.secondfactor.MatchResult;
import org.sallyport.gate.secondfactor.Prompt;
import org.sallyport.gate.secondfactor.Purpose;
import org.sallyport.gate.secondfactor.SecondFactor;
import org.sallyport.gate.secondfactor.otp.OtpProperties.SentBy;
import org.sallyport.gate.secondfactor.otp.notice.RiskNotices;
import org.sallyport.gate.secondfactor.otp.simswap.SimSwaps;
import org.sallyport.gate.session.SignIn;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.ids.SignInId;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;

/**
 * A one-time code by SMS, or by a call to the same number. An account without a number gets it by
 * e-mail, once: after that code is used, a number must be registered first (rule 26).
 */
@Component
@RequiredArgsConstructor
class SmsCode implements SecondFactor {
  private final OneTimeCodes codes;
  private final SentCodePrompts prompts;
  private final OtpProperties properties;
  private final Phones phones;
  private final RiskNotices notices;
  private final RouteStates routes;
  private final SimSwaps simSwaps;

  @Override
  public String method() {
    return "sms";
  }

  @Override
  public String name() {
    return Messages.text("factor.sms.name");
  }

  @Override
  public String nameInSentence() {
    return Messages.text("factor.sms.in-sentence");
  }

  @Override
  public boolean allowed() {
    return properties.channels().contains(SentBy.SMS);
  }

  @Override
  public boolean linked(Account account) {
    String phone = account.phone();
    return phone != null && takesSms(phone);
  }

  @Override
  public boolean startable(Account account) {
    return destination(account, Purpose.SIGN_IN) != null;
  }

  @Override
  public Optional<String> channel(Account account) {
    return Optional.ofNullable(destination(account, Purpose.SIGN_IN))
        .map(destination -> destination.channel().stored());
  }

  @Override
  public Offer offer(Account account) {
    return new Offer(method(), name(), note(account), startable(account), false);
  }

  private String note(Account account) {
    String phone = account.phone();
    if (phone != null) {
      return Messages.text(
          takesSms(phone) ? "factor.sms.note" : "factor.sms.note-refused", Phones.mask(phone));
    }
    return startable(account)
        ? Messages.text("factor.sms.note-by-email")
        : Messages.text("factor.sms.note-no-number");
  }

  @Override
  public Optional<String> risk() {
    return Optional.of(notices.words());
  }

  @Override
  public boolean awaitsConsent(Account account) {
    return notices.isMissing(account);
  }

  @Override
  public void chosen(HeldAccount held, SignInId signIn, Origin origin) {
    notices.confirm(held, signIn, origin);
  }

  @Override
  public int strength() {
    return 20;
  }

  /** Where codes may be spoken in a call, applications are not told that one came by SMS. */
  @Override
  public List<String> references() {
    return routes.hasRoutes(Channel.VOICE) ? List.of("otp") : List.of("otp", "sms");
  }

  @Override
  public ChallengeResult issue(FactorContext context, boolean again) {
    Destination destination = destination(context.held().account(), context.purpose());
    return destination == null ? new ChallengeResult.NotLinked() : codes.send(context, destination);
  }

  @Override
  public ChallengeResult call(FactorContext context) {
    String phone = context.held().account().phone();
    return phone != null && takesSms(phone) && routes.reach(Channel.VOICE, phone)
        ? codes.send(context, Destination.call(phone))
        : new ChallengeResult.NotLinked();
  }

  @Override
  public Optional<ChallengeResult.NotBefore> heldBack(
      Account account, SignIn signIn, Purpose purpose) {
    Destination destination = destination(account, purpose);
    return destination == null
        ? Optional.empty()
        : codes.heldBack(account, signIn, purpose, destination);
  }

  @Override
  public Optional<Instant> simChangedUntil(Account account) {
    return simSwaps.until(account);
  }

  @Override
  public Optional<String> read(String typed) {
    return CodeDigits.read(typed, properties.length());
  }

  @Override
  public MatchResult compare(FactorContext context, String answer) {
    Channel channel = context.held().account().phone() == null ? Channel.EMAIL : Channel.SMS;
    MatchResult found = codes.compare(context, channel, null, answer);
    if (found instanceof MatchResult.Right && context.held().account().phone() == null) {
      codes.voidOnceByEmail(context.held());
    }
    return found;
  }

  @Override
  public Optional<Prompt> prompt(Account account, SignIn signIn, Purpose purpose) {
    return prompts.prompt(signIn, purpose, destination(account, purpose));
  }

  /** Whether the settings let codes go to a number; they may have changed since it was given. */
  private boolean takesSms(String phone) {
    return phones.refusal(phone).isEmpty();
  }

  private @Nullable Destination destination(Account account, Purpose purpose) {
    String phone = account.phone();
    if (phone != null) {
      return takesSms(phone) ? Destination.sms(phone) : null;
    }
    String email = account.email();
    boolean once =
        purpose == Purpose.SIGN_IN
            && account.emailFallbackUsedAt() == null
            && properties.channels().contains(SentBy.EMAIL);
    return once && email != null ? Destination.email(email) : null;
  }
}
