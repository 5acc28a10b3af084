package org.sallyport.selfservice;

import org.sallyport.messages.Messages;
import org.sallyport.secondfactor.ResponseMode;
import org.sallyport.secondfactor.SecondFactor;
import org.sallyport.secondfactor.SecondFactors;
import org.sallyport.session.SignIn;
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
