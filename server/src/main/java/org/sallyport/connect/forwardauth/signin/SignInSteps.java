package org.sallyport.connect.forwardauth.signin;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.sallyport.connect.forwardauth.check.RuleDecision;
import org.sallyport.connect.forwardauth.check.Verdict;
import org.sallyport.connect.forwardauth.sessions.ApplicationSessions;
import org.sallyport.connect.forwardauth.sessions.Caller;
import org.sallyport.connect.forwardauth.settings.Application;
import org.sallyport.connect.forwardauth.settings.Applications;
import org.sallyport.connect.forwardauth.settings.Rule;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.secondfactor.SecondFactor;
import org.sallyport.gate.secondfactor.SecondFactors;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.events.ApplicationEvent;
import org.sallyport.platform.events.DomainEvents;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What comes next for a request of somebody who is signed in at the portal. */
@Component
@RequiredArgsConstructor
class SignInSteps {
  private final SignInRequests requests;
  private final Applications applications;
  private final ApplicationSessions sessions;
  private final RuleDecision rules;
  private final Accounts accounts;
  private final SecondFactors factors;
  private final DomainEvents events;

  /** The next step. */
  sealed interface Next {}

  /** The browser goes to the application, with a ticket. */
  record Leave(Application application, String address) implements Next {
    @Override
    public String toString() {
      return "Leave[" + application.name() + "]";
    }
  }

  /** The second factor has to be given now. */
  record GiveFactor(Application application) implements Next {}

  /** The account has no second factor that helps, and its password was given too long ago. */
  record SignInAgain(Application application) implements Next {}

  /** The account may not, or has no second factor that proves enough. */
  record Refused(Application application, boolean byFactor) implements Next {}

  /** The request timed out, the application is gone, or the session has ended. */
  record Over() implements Next {}

  /** The next step of a request. */
  @Transactional
  public Next next(SignInRequest request, Visitor visitor, Origin origin) {
    Optional<Application> application = applications.at(request.address());
    Optional<Account> account = accounts.find(visitor.account());
    Optional<Caller> caller = sessions.caller(visitor.signIn());
    if (application.isEmpty() || account.isEmpty() || caller.isEmpty()) {
      return new Over();
    }
    if (account.get().isLocked()) {
      return refuse(request, application.get(), visitor, "locked", false, origin);
    }
    return switch (rules.decide(application.get(), request.method(), request.path(), caller)) {
      case Verdict.Pass _ -> leave(request, application.get(), visitor);
      case Verdict.StepUp _ -> prove(request, application.get(), account.get(), visitor, origin);
      case Verdict.SignIn _ -> new Over();
      case Verdict.Refused _ ->
          refuse(request, application.get(), visitor, "access_denied", false, origin);
    };
  }

  private Next leave(SignInRequest request, Application application, Visitor visitor) {
    return requests
        .issue(request.id(), visitor.signIn())
        .<Next>map(
            ticket -> new Leave(application, ApplicationHostPages.callback(application, ticket)))
        .orElseGet(Over::new);
  }

  private Next prove(
      SignInRequest request,
      Application application,
      Account account,
      Visitor visitor,
      Origin origin) {
    SecondFactor.Assurance needed =
        application.rules(request.method(), request.path()).stream()
            .map(Rule::assurance)
            .max(Comparator.naturalOrder())
            .orElseThrow();
    Optional<SecondFactor> factor = factors.forChange(account, Set.of());
    if (factor.filter(it -> it.assurance().compareTo(needed) >= 0).isPresent()) {
      return new GiveFactor(application);
    }
    return factor.isEmpty() && needed == SecondFactor.Assurance.PASSWORD
        ? new SignInAgain(application)
        : refuse(request, application, visitor, "unmet_authentication_requirements", true, origin);
  }

  private Next refuse(
      SignInRequest request,
      Application application,
      Visitor visitor,
      String reason,
      boolean byFactor,
      Origin origin) {
    if (requests.refuse(request.id())) {
      events.publish(
          new ApplicationEvent.Refused(
              visitor.account(), visitor.signIn(), application.title(), reason),
          origin);
    }
    return new Refused(application, byFactor);
  }
}
