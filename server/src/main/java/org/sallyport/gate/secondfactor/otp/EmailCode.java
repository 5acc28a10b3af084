package org.sallyport.gate.secondfactor.otp;

import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.contact.Emails;
import org.sallyport.gate.delivery.Channel;
import org.sallyport.gate.secondfactor.ChallengeResult;
import org.sallyport.gate.secondfactor.CodeDigits;
import org.sallyport.gate.secondfactor.FactorContext;
import org.sallyport.gate.secondfactor.MatchResult;
import org.sallyport.gate.secondfactor.Prompt;
import org.sallyport.gate.secondfactor.Purpose;
import org.sallyport.gate.secondfactor.SecondFactor;
import org.sallyport.gate.secondfactor.otp.OtpProperties.SentBy;
import org.sallyport.gate.session.SignIn;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;

/** A one-time code by e-mail. */
@Component
@RequiredArgsConstructor
class EmailCode implements SecondFactor {
  private final OneTimeCodes codes;
  private final SentCodePrompts prompts;
  private final OtpProperties properties;

  @Override
  public String method() {
    return "email";
  }

  @Override
  public String name() {
    return Messages.text("factor.email.name");
  }

  @Override
  public String nameInSentence() {
    return Messages.text("factor.email.in-sentence");
  }

  @Override
  public boolean allowed() {
    return properties.channels().contains(SentBy.EMAIL);
  }

  @Override
  public boolean linked(Account account) {
    return account.email() != null;
  }

  @Override
  public Optional<String> channel(Account account) {
    return Optional.ofNullable(account.email()).map(email -> Channel.EMAIL.stored());
  }

  @Override
  public Offer offer(Account account) {
    String email = account.email();
    String note =
        email == null
            ? Messages.text("factor.email.note-no-address")
            : Messages.text("factor.email.note", Emails.mask(email));
    return new Offer(method(), name(), note, email != null, false);
  }

  @Override
  public int strength() {
    return 10;
  }

  @Override
  public Assurance assurance() {
    return Assurance.SENT_CODE;
  }

  @Override
  public ChallengeResult issue(FactorContext context, boolean again) {
    String email = context.held().account().email();
    return email == null
        ? new ChallengeResult.NotLinked()
        : codes.send(context, Destination.email(email));
  }

  @Override
  public Optional<ChallengeResult.NotBefore> heldBack(
      Account account, SignIn signIn, Purpose purpose) {
    String email = account.email();
    return email == null
        ? Optional.empty()
        : codes.heldBack(account, signIn, purpose, Destination.email(email));
  }

  @Override
  public Optional<String> read(String typed) {
    return CodeDigits.read(typed, properties.length());
  }

  @Override
  public MatchResult compare(FactorContext context, String answer) {
    return codes.compare(context, Channel.EMAIL, null, answer);
  }

  @Override
  public Optional<Prompt> prompt(Account account, SignIn signIn, Purpose purpose) {
    String email = account.email();
    return prompts.prompt(signIn, purpose, email == null ? null : Destination.email(email));
  }
}
