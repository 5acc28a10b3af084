package org.sallyport.gate.signin.landing;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.secondfactor.SecondFactor;
import org.sallyport.gate.secondfactor.SecondFactors;
import org.sallyport.gate.session.history.PreviousSignIn;
import org.sallyport.gate.session.history.PreviousSignIns;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.installation.BrowserText;
import org.sallyport.platform.installation.Installation;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/**
 * Adds the previous sign-in to the model of the study list, where sign-ins lead; other pages do not
 * need the query.
 */
@ControllerAdvice
@RequiredArgsConstructor
class LandingAdvice {
  private final PreviousSignIns previous;
  private final SecondFactors factors;
  private final Installation installation;
  private final Clock clock;

  /** Null at the first sign-in. */
  @ModelAttribute("landing")
  @Nullable LastSignIn landing(
      @AuthenticationPrincipal @Nullable Visitor visitor, HttpServletRequest request) {
    return visitor == null || !request.getServletPath().equals(Landing.HOME)
        ? null
        : previous
            .before(visitor.account(), visitor.signIn())
            .map(it -> words(it, visitor))
            .orElse(null);
  }

  private LastSignIn words(PreviousSignIn sign, Visitor visitor) {
    ZonedDateTime at = sign.at().atZone(installation.zone());
    ZonedDateTime now = clock.instant().atZone(installation.zone());
    return new LastSignIn(
        at,
        ChronoUnit.DAYS.between(at.toLocalDate(), now.toLocalDate()),
        BrowserText.of(sign.browser()),
        sign.address(),
        spare(sign, visitor),
        sign.failedSince());
  }

  /** Until what was lost is replaced. */
  private @Nullable String spare(PreviousSignIn sign, Visitor visitor) {
    return Optional.ofNullable(sign.presentFactor())
        .flatMap(factors::byMethod)
        .filter(factor -> !factor.primary() && !factor.bootstrapOnly())
        .filter(factor -> !previous.isChangedSince(visitor.account(), sign.presentAt()))
        .map(SecondFactor::nameInSentence)
        .orElse(null);
  }
}
