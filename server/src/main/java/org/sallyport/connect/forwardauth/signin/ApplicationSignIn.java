package org.sallyport.connect.forwardauth.signin;

import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.connect.forwardauth.sessions.ApplicationSessions;
import org.sallyport.connect.forwardauth.sessions.Caller;
import org.sallyport.connect.forwardauth.settings.Application;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.ApplicationEvent;
import org.sallyport.platform.events.DomainEvents;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Signs somebody in to an application by a ticket, and out of it. */
@Component
@RequiredArgsConstructor
class ApplicationSignIn {
  private final SignInRequests requests;
  private final ApplicationSessions sessions;
  private final DomainEvents events;

  /**
   * A browser that is signed in.
   *
   * @param token the value of its new cookie; empty if it keeps the one that it has
   * @param target where it goes
   */
  record Done(Optional<String> token, String target) {
    @Override
    public String toString() {
      return "Done";
    }
  }

  /**
   * Redeems a ticket. A browser that is signed in already, by another tab, keeps its cookie.
   *
   * @return empty if the ticket is not valid here and now, in this browser, and nobody is signed in
   */
  @Transactional
  public Optional<Done> take(
      Application application,
      @Nullable String ticket,
      Optional<String> state,
      Optional<String> cookie,
      Origin origin) {
    Optional<ApplicationSessions.Found> present =
        cookie.flatMap(it -> sessions.find(it, application, false));
    Optional<SignInRequests.Redeemed> redeemed =
        Optional.ofNullable(ticket)
            .flatMap(it -> state.flatMap(mine -> requests.redeem(it, application.address(), mine)));
    if (redeemed.isEmpty()) {
      return present.map(it -> new Done(Optional.empty(), "/"));
    }
    return sessions
        .caller(redeemed.get().session())
        .map(it -> open(application, it, present, redeemed.get().request().target(), origin));
  }

  private Done open(
      Application application,
      Caller caller,
      Optional<ApplicationSessions.Found> present,
      String target,
      Origin origin) {
    if (present.filter(it -> it.caller().signIn().equals(caller.signIn())).isPresent()) {
      return new Done(Optional.empty(), target);
    }
    present.ifPresent(it -> sessions.end(it.id()));
    String token = sessions.open(application, caller.account(), caller.signIn());
    events.publish(
        new ApplicationEvent.SignedIn(
            caller.account(), caller.signIn(), application.title(), caller.proof().acr()),
        origin);
    return new Done(Optional.of(token), target);
  }

  /** Ends the session of a cookie at an application. */
  @Transactional
  public void end(Application application, String cookie, Origin origin) {
    sessions
        .find(cookie, application, false)
        .filter(it -> sessions.end(it.id()))
        .ifPresent(
            it ->
                events.publish(
                    new ApplicationEvent.SignedOut(
                        it.caller().account(), it.caller().signIn(), application.title()),
                    origin));
  }
}
