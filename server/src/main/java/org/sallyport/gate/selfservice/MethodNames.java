package org.sallyport.gate.selfservice;

import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.federation.Issuers;
import org.sallyport.gate.secondfactor.ResponseMode;
import org.sallyport.gate.secondfactor.SecondFactor;
import org.sallyport.gate.secondfactor.SecondFactors;
import org.sallyport.gate.session.SignIn;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;

/** The names of second-factor methods on pages. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class MethodNames {
  private final SecondFactors factors;
  private final Issuers issuers;

  /** Whether the method is answered with a typed code. */
  public boolean isTyped(String method) {
    return factors.byMethod(method).filter(it -> it.answering() == ResponseMode.TYPED).isPresent();
  }

  /**
   * How a sign-in was done: with what it began, unless that was a password.
   *
   * @param issuer the name of an issuer elsewhere in the settings; null if it began at none
   * @param ticket whether it began with a Kerberos ticket
   */
  public String name(String method, @Nullable String issuer, boolean ticket) {
    if (ticket) {
      return Messages.text("settings.method-name.after-windows", name(method));
    }
    return issuer == null
        ? name(method)
        : Messages.text("settings.method-name.at-issuer", issuers.title(issuer), name(method));
  }

  /**
   * The name of an issuer elsewhere on pages.
   *
   * @param issuer its name in the settings; null for none
   */
  public String issuer(@Nullable String issuer) {
    return issuer == null ? "" : issuers.title(issuer);
  }

  public String name(String method) {
    return switch (method) {
      case SignIn.REMEMBERED -> Messages.text("settings.method-name.remembered");
      case SecondFactors.NONE -> Messages.text("settings.method-name.none");
      case SignIn.PASSWORD_ALONE -> Messages.text("settings.method-name.password-alone");
      case SignIn.TICKET -> Messages.text("settings.method-name.ticket");
      case SignIn.ISSUER -> Messages.text("settings.method-name.issuer");
      default -> factors.byMethod(method).map(SecondFactor::name).orElse(method);
    };
  }
}
