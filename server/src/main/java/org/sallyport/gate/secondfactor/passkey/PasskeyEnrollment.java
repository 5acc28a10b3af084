package org.sallyport.gate.secondfactor.passkey;

import java.time.Clock;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.secondfactor.enrollment.Device;
import org.sallyport.gate.secondfactor.enrollment.EnrollmentPrompt;
import org.sallyport.gate.secondfactor.enrollment.EnrollmentResult;
import org.sallyport.gate.session.SignIn;
import org.sallyport.platform.crypto.RandomValues;
import org.sallyport.platform.ids.DeviceId;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;

/** Links a passkey: a challenge to create a key pair, and the response to it. */
@Component
@RequiredArgsConstructor
class PasskeyEnrollment {
  private static final String LINK = "link";

  private final PasskeyStore keys;
  private final ChallengeStore challenges;
  private final KeyAnswers answers;
  private final Ceremonies ceremonies;
  private final Options options;
  private final RandomValues random;
  private final Clock clock;

  EnrollmentPrompt begin(HeldAccount held, SignIn session) {
    challenges.put(session.id(), LINK);
    return pending(held.account(), session).orElseThrow();
  }

  Optional<EnrollmentPrompt> pending(Account account, SignIn session) {
    return challenges
        .live(session.id(), LINK)
        .map(it -> options.creation(account, it.text(), keys.of(account.id())))
        .map(EnrollmentPrompt.ByCredential::new);
  }

  EnrollmentResult confirm(HeldAccount held, SignIn session, String answer, String name) {
    Optional<ChallengeStore.Challenge> challenge = challenges.take(session.id(), LINK);
    if (challenge.isEmpty()) {
      return new EnrollmentResult.NothingPending();
    }
    Registration made = registration(challenge.get(), answer);
    Optional<Device> linked =
        made instanceof Registration.Made it ? link(held, it.key(), name) : Optional.empty();
    if (linked.isEmpty()) {
      challenges.put(session.id(), LINK);
      return new EnrollmentResult.NotConfirmed(refusal(made));
    }
    return new EnrollmentResult.Linked(linked.get());
  }

  private Registration registration(ChallengeStore.Challenge challenge, String answer) {
    return challenges.isLive(challenge)
        ? answers
            .read(answer)
            .map(text -> ceremonies.verifyRegistration(text, challenge.text()))
            .orElseGet(Registration.Invalid::new)
        : new Registration.Invalid();
  }

  private static String refusal(Registration refused) {
    return Messages.text(
        switch (refused) {
          case Registration.Made _ -> "factor.passkey.not-made";
          case Registration.Invalid _ -> "factor.passkey.not-made";
          case Registration.Synced synced -> "factor.passkey.not-synced";
          case Registration.NotAttested _ -> "factor.passkey.not-attested";
          case Registration.OtherModel other -> "factor.passkey.other-model";
          case Registration.Untrusted untrusted -> "factor.passkey.untrusted";
        });
  }

  /** Empty if the passkey is already linked to an account. */
  private Optional<Device> link(HeldAccount held, NewKey key, String name) {
    DeviceId id = new DeviceId(random.id());
    String kind = Messages.text("factor.passkey.kind");
    String called = name.isBlank() ? kind : name.strip();
    return keys.add(held, id, called, key)
        ? Optional.of(new Device(id, Passkey.METHOD, called, kind, clock.instant(), null))
        : Optional.empty();
  }

  void voidPending(HeldAccount held) {
    challenges.voidAll(held.id(), LINK);
  }
}
