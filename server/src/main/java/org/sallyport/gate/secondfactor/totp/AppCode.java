package org.sallyport.gate.secondfactor.totp;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.secondfactor.ChallengeResult;
import org.sallyport.gate.secondfactor.CodeDigits;
import org.sallyport.gate.secondfactor.FactorContext;
import org.sallyport.gate.secondfactor.MatchResult;
import org.sallyport.gate.secondfactor.Prompt;
import org.sallyport.gate.secondfactor.Purpose;
import org.sallyport.gate.secondfactor.enrollment.Device;
import org.sallyport.gate.secondfactor.enrollment.EnrollableFactor;
import org.sallyport.gate.secondfactor.enrollment.EnrollmentPrompt;
import org.sallyport.gate.secondfactor.enrollment.EnrollmentResult;
import org.sallyport.gate.session.SignIn;
import org.sallyport.platform.crypto.RandomValues;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.DeviceId;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;

/** A code from an authenticator app (TOTP, RFC 6238). */
@Component
@RequiredArgsConstructor
class AppCode implements EnrollableFactor {
  static final String METHOD = "totp";

  /** Wrong codes before a pending enrollment must be begun anew (rule 12). */
  private static final int MAX_TRIES = 5;

  private final SecretStore secrets;
  private final StepCodes codes;
  private final KeyUris uris;
  private final RandomValues random;
  private final TotpProperties properties;
  private final Clock clock;

  @Override
  public String method() {
    return METHOD;
  }

  @Override
  public String name() {
    return Messages.text("factor.totp.name");
  }

  @Override
  public String nameInSentence() {
    return Messages.text("factor.totp.in-sentence");
  }

  @Override
  public String thing() {
    return Messages.text("factor.totp.thing");
  }

  @Override
  public boolean allowed() {
    return properties.enabled();
  }

  /** Apps whose secret was encrypted with a retired key are void. */
  @Override
  public boolean linked(Account account) {
    return account.linkedMethods().contains(METHOD) && secrets.counts(account.id());
  }

  @Override
  public Offer offer(Account account) {
    String note = Messages.text("factor.totp.note");
    return new Offer(METHOD, name(), note, true, false);
  }

  @Override
  public int strength() {
    return 30;
  }

  /** Nothing is sent: the app shows the code at any time. */
  @Override
  public ChallengeResult issue(FactorContext context, boolean again) {
    return linked(context.held().account())
        ? new ChallengeResult.Issued()
        : new ChallengeResult.NotLinked();
  }

  @Override
  public Optional<String> read(String typed) {
    return CodeDigits.read(typed, CodeDigits.OF_APP);
  }

  @Override
  public MatchResult compare(FactorContext context, String answer) {
    return codes.compare(context.held(), secrets.of(context.held().id()), answer);
  }

  @Override
  public Optional<Prompt> prompt(Account account, SignIn signIn, Purpose purpose) {
    return Optional.of(
        new Prompt.Typed(
            Messages.text("factor.totp.question"),
            Messages.text("factor.totp.hint", uris.issuer()),
            Prompt.Field.sixDigits(Messages.text("factor.totp.step-note"))));
  }

  @Override
  public List<Device> devices(AccountId account) {
    return secrets.of(account).stream().map(Secret::device).toList();
  }

  @Override
  public EnrollmentPrompt begin(HeldAccount held, SignIn session) {
    String key = KeyUris.BASE32.encodeToString(random.sharedSecret());
    secrets.add(
        held, new DeviceId(random.id()), session.id(), Messages.text("factor.totp.kind"), key);
    return uris.linking(held.account().username(), key);
  }

  @Override
  public Optional<EnrollmentPrompt> pending(Account account, SignIn session) {
    return secrets
        .pending(account.id(), session.id())
        .map(secret -> uris.linking(account.username(), secret.key()));
  }

  @Override
  public EnrollmentResult confirm(HeldAccount held, SignIn session, String answer, String name) {
    Optional<Secret> pending = secrets.pending(held.id(), session.id());
    Optional<String> code = CodeDigits.read(answer, CodeDigits.OF_APP);
    if (pending.isEmpty()) {
      return new EnrollmentResult.NothingPending();
    }
    if (code.isEmpty()) {
      return new EnrollmentResult.NotConfirmed(Messages.text("factor.totp.malformed"));
    }
    if (!secrets.countTry(held, pending.get().id(), MAX_TRIES)) {
      secrets.remove(held, pending.get().id());
      return new EnrollmentResult.TriesUsedUp(Messages.text("factor.totp.tries-used-up"));
    }
    return confirm(held, pending.get(), code.get(), name);
  }

  private EnrollmentResult confirm(HeldAccount held, Secret pending, String code, String name) {
    OptionalLong step = codes.step(pending, code);
    String called = name.isBlank() ? Messages.text("factor.totp.kind") : name.strip();
    if (step.isEmpty() || !secrets.confirm(held, pending.id(), called, step.getAsLong())) {
      return new EnrollmentResult.NotConfirmed(Messages.text("factor.totp.not-now"));
    }
    Device device = pending.device();
    return new EnrollmentResult.Linked(
        new Device(device.id(), METHOD, called, device.kind(), clock.instant(), null));
  }

  @Override
  public Optional<Device> unlink(HeldAccount held, DeviceId device) {
    return devices(held.id()).stream()
        .filter(it -> it.id().equals(device) && secrets.remove(held, device))
        .findFirst();
  }

  @Override
  public void voidPending(HeldAccount held) {
    secrets.removePending(held);
  }

  @Override
  public void removeAll(HeldAccount held) {
    secrets.removeAll(held);
  }
}
