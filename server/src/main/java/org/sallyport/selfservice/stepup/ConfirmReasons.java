package org.sallyport.selfservice.stepup;

import java.util.Optional;
import java.util.Set;
import org.sallyport.access.Visitor;
import org.sallyport.account.Account;
import org.sallyport.installation.DurationText;
import org.sallyport.messages.Messages;
import org.sallyport.secondfactor.SecondFactor;
import org.sallyport.secondfactor.SecondFactors;
import org.sallyport.secondfactor.view.PromptFrame;
import org.sallyport.selfservice.ChangeProperties;
import org.sallyport.selfservice.ChangeStore;
import org.springframework.stereotype.Component;

/** Explains which change is confirmed, and why with this factor (rule 28). */
@Component
class ConfirmReasons {
  private final StepUps stepUps;
  private final SecondFactors factors;
  private final ChangeProperties times;

  ConfirmReasons(StepUps stepUps, SecondFactors factors, ChangeProperties times) {
    this.stepUps = stepUps;
    this.factors = factors;
    this.times = times;
  }

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
    Set<String> lost = waiting.map(ChangeStore.Waiting::lost).orElse(Set.of());
    String name =
        factor
            .map(SecondFactor::nameInSentence)
            .orElseGet(() -> Messages.text("prompt.confirm.any-factor"));
    String why =
        otherWay
            ? Messages.text("prompt.confirm.why", purpose, name)
            : why(account, factor, lost, purpose, name);
    boolean everyday = factor.filter(SecondFactor::primary).isPresent();
    return new PromptFrame.Confirmation(
        why, otherWay || !everyday ? null : path + "/lost", path + "/cancel");
  }

  private String why(
      Account account,
      Optional<SecondFactor> factor,
      Set<String> lost,
      String purpose,
      String name) {
    if (!lost.isEmpty()) {
      return Messages.text(
          "prompt.confirm.why-delayed", purpose, name, DurationText.words(times.lostMethodDelay()));
    }
    boolean own =
        factor.map(SecondFactor::method).filter(it -> it.equals(account.method())).isPresent();
    return own || factors.primaryFor(account).isEmpty() || factor.isEmpty()
        ? Messages.text("prompt.confirm.why", purpose, name)
        : Messages.text("prompt.confirm.why-stronger", purpose, name);
  }
}
