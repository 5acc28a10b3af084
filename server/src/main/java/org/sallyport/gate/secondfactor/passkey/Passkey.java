package org.sallyport.gate.secondfactor.passkey;

import java.util.List;
import java.util.Optional;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.secondfactor.ChallengeResult;
import org.sallyport.gate.secondfactor.FactorContext;
import org.sallyport.gate.secondfactor.MatchResult;
import org.sallyport.gate.secondfactor.PasswordlessFactor;
import org.sallyport.gate.secondfactor.Prompt;
import org.sallyport.gate.secondfactor.Purpose;
import org.sallyport.gate.secondfactor.ResponseMode;
import org.sallyport.gate.secondfactor.enrollment.Device;
import org.sallyport.gate.secondfactor.enrollment.EnrollableFactor;
import org.sallyport.gate.secondfactor.enrollment.EnrollmentPrompt;
import org.sallyport.gate.secondfactor.enrollment.EnrollmentResult;
import org.sallyport.gate.session.SignIn;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.DeviceId;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;

/** A passkey (WebAuthn). Nothing is typed, and passkeys are phishing-resistant. */
@Component
class Passkey implements EnrollableFactor, PasswordlessFactor {
  static final String METHOD = "passkey";

  private final PasskeyStore keys;
  private final ChallengeStore challenges;
  private final AnonymousChallenges anonymousChallenges;
  private final KeyAnswers answers;
  private final PasskeyEnrollment enrollment;
  private final Options options;
  private final AcceptedModels models;
  private final boolean allowed;

  Passkey(
      PasskeyStore keys,
      ChallengeStore challenges,
      AnonymousChallenges anonymousChallenges,
      KeyAnswers answers,
      PasskeyEnrollment enrollment,
      Options options,
      AcceptedModels models,
      RelyingParty party) {
    this.keys = keys;
    this.challenges = challenges;
    this.anonymousChallenges = anonymousChallenges;
    this.answers = answers;
    this.enrollment = enrollment;
    this.options = options;
    this.models = models;
    this.allowed = party.isPossible();
  }

  @Override
  public String method() {
    return METHOD;
  }

  @Override
  public String name() {
    return Messages.text("factor.passkey.name");
  }

  @Override
  public String nameInSentence() {
    return Messages.text("factor.passkey.in-sentence");
  }

  @Override
  public String thing() {
    return Messages.text("factor.passkey.thing");
  }

  @Override
  public String invitation() {
    return Messages.text("factor.passkey.invitation");
  }

  @Override
  public ResponseMode answering() {
    return ResponseMode.SIGNED;
  }

  @Override
  public boolean allowed() {
    return allowed;
  }

  /** Passkeys that are not accepted any more count as none, so that another method is chosen. */
  @Override
  public boolean linked(Account account) {
    return EnrollableFactor.super.linked(account)
        && (models.areAll() || !keys.accepted(account.id()).isEmpty());
  }

  @Override
  public Offer offer(Account account) {
    String note = Messages.text("factor.passkey.note");
    return new Offer(METHOD, name(), note, true, false);
  }

  @Override
  public int strength() {
    return 50;
  }

  @Override
  public Assurance assurance() {
    return Assurance.PHISHING_RESISTANT;
  }

  @Override
  public List<String> references() {
    return List.of("pop");
  }

  @Override
  public ChallengeResult issue(FactorContext context, boolean again) {
    if (!linked(context.held().account())) {
      return new ChallengeResult.NotLinked();
    }
    challenges.put(context.signIn().id(), context.purpose().key());
    return new ChallengeResult.Issued();
  }

  @Override
  public Optional<String> read(String typed) {
    return answers.read(typed);
  }

  /** Consumes the challenge in any case; after an invalid answer a new one is issued. */
  @Override
  public MatchResult compare(FactorContext context, String answer) {
    MatchResult found =
        challenges
            .take(context.signIn().id(), context.purpose().key())
            .filter(challenges::isLive)
            .map(challenge -> answers.verifySecondFactor(context.held(), answer, challenge.text()))
            .orElseGet(() -> new MatchResult.Unproven("challenge spent or too old"));
    if (!(found instanceof MatchResult.Right)) {
      challenges.put(context.signIn().id(), context.purpose().key());
    }
    return found;
  }

  @Override
  public Optional<Prompt> prompt(Account account, SignIn signIn, Purpose purpose) {
    Optional<ChallengeStore.Challenge> live = challenges.live(signIn.id(), purpose.key());
    return Optional.of(
        new Prompt.Signature(
            Messages.text("factor.passkey.question"),
            Messages.text("factor.passkey.hint"),
            live.map(it -> options.request(it.text(), keys.accepted(account.id()))).orElse(null),
            live.map(ChallengeStore.Challenge::validUntil).orElse(null)));
  }

  @Override
  public Question ask() {
    String state = anonymousChallenges.begin();
    return new Question(
        options.request(anonymousChallenges.challenge(state).orElseThrow().text()), state);
  }

  @Override
  public Optional<AccountId> whose(String answer) {
    return answers.whose(answer);
  }

  @Override
  public MatchResult comparePasswordless(HeldAccount held, String state, String answer) {
    return anonymousChallenges
        .challenge(state)
        .map(challenge -> answers.passwordless(held, answer, challenge))
        .orElseGet(() -> new MatchResult.Unproven("challenge unknown or too old"));
  }

  @Override
  public List<Device> devices(AccountId account) {
    return keys.of(account).stream().map(key -> key.device(models.accept(key))).toList();
  }

  @Override
  public EnrollmentPrompt begin(HeldAccount held, SignIn session) {
    return enrollment.begin(held, session);
  }

  @Override
  public Optional<EnrollmentPrompt> pending(Account account, SignIn session) {
    return enrollment.pending(account, session);
  }

  @Override
  public EnrollmentResult confirm(HeldAccount held, SignIn session, String answer, String name) {
    return enrollment.confirm(held, session, answer, name);
  }

  @Override
  public Optional<Device> unlink(HeldAccount held, DeviceId device) {
    return devices(held.id()).stream()
        .filter(it -> it.id().equals(device) && keys.remove(held, device))
        .findFirst();
  }

  @Override
  public void voidPending(HeldAccount held) {
    enrollment.voidPending(held);
  }

  @Override
  public void removeAll(HeldAccount held) {
    voidPending(held);
    keys.removeAll(held);
  }
}
