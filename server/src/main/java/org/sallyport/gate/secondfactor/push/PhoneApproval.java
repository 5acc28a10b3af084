package org.sallyport.gate.secondfactor.push;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.secondfactor.ChallengeResult;
import org.sallyport.gate.secondfactor.CodeDigits;
import org.sallyport.gate.secondfactor.FactorContext;
import org.sallyport.gate.secondfactor.MatchResult;
import org.sallyport.gate.secondfactor.Prompt;
import org.sallyport.gate.secondfactor.Purpose;
import org.sallyport.gate.secondfactor.ResponseMode;
import org.sallyport.gate.secondfactor.approval.Approval;
import org.sallyport.gate.secondfactor.approval.ApprovedFactor;
import org.sallyport.gate.secondfactor.enrollment.Device;
import org.sallyport.gate.secondfactor.enrollment.DeviceCodes;
import org.sallyport.gate.secondfactor.enrollment.EnrollableFactor;
import org.sallyport.gate.secondfactor.enrollment.EnrollmentPrompt;
import org.sallyport.gate.secondfactor.enrollment.EnrollmentResult;
import org.sallyport.gate.secondfactor.push.approval.AppRequests;
import org.sallyport.gate.secondfactor.push.approval.ApprovalPrompts;
import org.sallyport.gate.secondfactor.push.notify.SubscriptionStore;
import org.sallyport.gate.secondfactor.push.pairing.Pairing;
import org.sallyport.gate.secondfactor.push.pairing.Pairings;
import org.sallyport.gate.session.SignIn;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.DeviceId;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;

/** The push factor: a phone with Sallyport Authenticator. */
@Component
@RequiredArgsConstructor
class PhoneApproval implements EnrollableFactor, ApprovedFactor {
  static final String METHOD = "app";

  private final DeviceStore devices;
  private final Pairings pairings;
  private final AppRequests requests;
  private final ApprovalPrompts prompts;
  private final SubscriptionStore subscriptions;
  private final DeviceCodes codes;
  private final PushProperties properties;

  @Override
  public String method() {
    return METHOD;
  }

  @Override
  public String name() {
    return Messages.text("factor.app.name");
  }

  @Override
  public String nameInSentence() {
    return Messages.text("factor.app.in-sentence");
  }

  @Override
  public String thing() {
    return Messages.text("factor.app.thing");
  }

  @Override
  public ResponseMode answering() {
    return ResponseMode.APPROVED;
  }

  /** A typed answer is an offline code of the app, and counts like any other code. */
  @Override
  public boolean guessable() {
    return true;
  }

  @Override
  public boolean allowed() {
    return properties.enabled();
  }

  @Override
  public Offer offer(Account account) {
    String note = Messages.text("factor.app.note");
    return new Offer(METHOD, Messages.text("factor.app.name-recommended"), note, true, false);
  }

  @Override
  public boolean recommended() {
    return true;
  }

  @Override
  public int strength() {
    return 40;
  }

  @Override
  public List<String> references() {
    return List.of("swk");
  }

  @Override
  public ChallengeResult issue(FactorContext context, boolean again) {
    return linked(context.held().account())
        ? requests.ask(context)
        : new ChallengeResult.NotLinked();
  }

  @Override
  public Approval take(FactorContext context) {
    return requests.take(context);
  }

  @Override
  public Optional<String> read(String typed) {
    return CodeDigits.read(typed, CodeDigits.OF_APP);
  }

  @Override
  public MatchResult compare(FactorContext context, String answer) {
    return properties.offlineCodes()
        ? codes.compare(context.held(), answer)
        : new MatchResult.Wrong();
  }

  @Override
  public Optional<Prompt> prompt(Account account, SignIn signIn, Purpose purpose) {
    return prompts.prompt(account, signIn, purpose);
  }

  @Override
  public List<Device> devices(AccountId account) {
    return devices.of(account).stream().map(AppDevice::device).toList();
  }

  @Override
  public EnrollmentPrompt begin(HeldAccount held, SignIn session) {
    return pairings.begin(held, session);
  }

  @Override
  public Optional<EnrollmentPrompt> pending(Account account, SignIn session) {
    return pairings.of(account, session);
  }

  @Override
  public EnrollmentResult confirm(HeldAccount held, SignIn session, String answer, String name) {
    Optional<Pairing> confirmed = pairings.confirm(held, session, answer);
    if (confirmed.isPresent()) {
      return new EnrollmentResult.Linked(devices.find(confirmed.get().id()).orElseThrow().device());
    }
    return pairings.of(held.account(), session).isPresent()
        ? new EnrollmentResult.NotConfirmed(Messages.text("factor.app.no-phone-yet"))
        : new EnrollmentResult.NothingPending();
  }

  @Override
  public Optional<Device> unlink(HeldAccount held, DeviceId device) {
    return devices(held.id()).stream()
        .filter(it -> Objects.equals(it.id(), device) && remove(held, device))
        .findFirst();
  }

  @Override
  public void voidPending(HeldAccount held) {
    pairings.voidPending(held);
  }

  @Override
  public void removeAll(HeldAccount held) {
    voidPending(held);
    devices.of(held.id()).forEach(device -> remove(held, device.id()));
  }

  private boolean remove(HeldAccount held, DeviceId device) {
    boolean removed = devices.remove(held.id(), device);
    if (removed) {
      codes.forget(held, device);
      subscriptions.forget(device);
    }
    return removed;
  }
}
