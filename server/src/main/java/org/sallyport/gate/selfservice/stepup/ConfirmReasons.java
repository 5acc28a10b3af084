package org.sallyport.gate.selfservice.stepup;

import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.secondfactor.SecondFactor;
import org.sallyport.gate.secondfactor.SecondFactors;
import org.sallyport.gate.secondfactor.view.PromptFrame;
import org.sallyport.gate.selfservice.Change;
import org.sallyport.gate.selfservice.ChangeProperties;
import org.sallyport.gate.selfservice.ChangeStore;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.installation.DurationText;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;

/** Explains which change is confirmed, and why with this factor (rule 28). */
@Component
@RequiredArgsConstructor
class ConfirmReasons {
  private final StepUps stepUps;
  private final SecondFactors factors;
  private final ChangeProperties times;

  /**
   * What the page shows beside its prompt.
   *
   * @param otherWay whether the page asks for the alternative to the strongest factor
   * @param path the page's path
   */
  PromptFrame.Confirmation of(Visitor visitor, boolean otherWay, String path) {
    Account account = stepUps.account(visitor);
    Optional<ChangeStore.Waiting> waiting = stepUps.requested(visitor);
    Optional<SecondFactor> factor = stepUps.factor(visitor, otherWay);
    String purpose =
        waiting
            .map(it -> it.change().purpose())
            .orElseGet(() -> Messages.text("prompt.confirm.any-change"));
    String name =
        factor
            .map(SecondFactor::nameInSentence)
            .orElseGet(() -> Messages.text("prompt.confirm.any-factor"));
    String why =
        otherWay
            ? Messages.text("prompt.confirm.why", purpose, name)
            : waiting
                .filter(it -> !it.lost().isEmpty())
                .map(it -> delayed(it.change(), name))
                .orElseGet(() -> why(visitor, account, factor, purpose, name));
    boolean everyday = factor.filter(SecondFactor::primary).isPresent();
    return new PromptFrame.Confirmation(
        why, aim(waiting), otherWay || !everyday ? null : path + "/lost", path + "/cancel");
  }

  private static PromptFrame.Aim aim(Optional<ChangeStore.Waiting> waiting) {
    return waiting.filter(it -> !it.change().ofAccount()).isPresent()
        ? PromptFrame.Aim.CONFIRMATION
        : PromptFrame.Aim.CHANGE;
  }

  /** The reason of a change for which a method was reported as lost. */
  private String delayed(Change change, String name) {
    String delay = DurationText.words(times.lostMethodDelay());
    return change == Change.DEVICE
        ? Messages.text("prompt.confirm.why-delayed-removal", name, delay)
        : Messages.text("prompt.confirm.why-delayed", change.purpose(), name, delay);
  }

  private String why(
      Visitor visitor,
      Account account,
      Optional<SecondFactor> factor,
      String purpose,
      String name) {
    Optional<SecondFactor> weaker = factor.flatMap(asked -> givenThatIsWeaker(visitor, asked));
    if (weaker.isPresent()) {
      String given = weaker.get().nameInSentence();
      return Messages.text("prompt.confirm.why-signed-in", purpose, name, given);
    }
    boolean own =
        factor.map(SecondFactor::method).filter(it -> it.equals(account.method())).isPresent();
    return own || factors.primaryFor(account).isEmpty() || factor.isEmpty()
        ? Messages.text("prompt.confirm.why", purpose, name)
        : Messages.text("prompt.confirm.why-stronger", purpose, name);
  }

  /** The factor of the sign-in, if the one that is asked for is stronger. */
  private Optional<SecondFactor> givenThatIsWeaker(Visitor visitor, SecondFactor asked) {
    return Optional.ofNullable(stepUps.session(visitor).factorMethod())
        .flatMap(factors::byMethod)
        .filter(given -> given.strength() < asked.strength());
  }
}
