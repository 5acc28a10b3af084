package org.sallyport.gate.selfservice;

import org.sallyport.gate.secondfactor.ResponseMode;
import org.sallyport.gate.secondfactor.SecondFactor;
import org.sallyport.gate.secondfactor.SecondFactors;
import org.sallyport.gate.session.SignIn;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;

/** The names of second-factor methods on pages. */
@Component
public class MethodNames {
  private final SecondFactors factors;

  MethodNames(SecondFactors factors) {
    this.factors = factors;
  }

  /** Whether the method is answered with a typed code. */
  public boolean isTyped(String method) {
    return factors.byMethod(method).filter(it -> it.answering() == ResponseMode.TYPED).isPresent();
  }

  public String name(String method) {
    return switch (method) {
      case SignIn.REMEMBERED -> Messages.text("settings.method-name.remembered");
      case SecondFactors.NONE -> Messages.text("settings.method-name.none");
      case SignIn.PASSWORD_ALONE -> Messages.text("settings.method-name.password-alone");
      default -> factors.byMethod(method).map(SecondFactor::name).orElse(method);
    };
  }
}
