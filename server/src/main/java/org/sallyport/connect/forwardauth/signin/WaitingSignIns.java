package org.sallyport.connect.forwardauth.signin;

import java.util.Optional;
import org.sallyport.connect.forwardauth.settings.Applications;
import org.sallyport.connect.oidc.request.WaitingApplications;
import org.springframework.stereotype.Component;

/** Leads on to an application after a first sign-in, which ended on the page of devices. */
@Component
class WaitingSignIns implements WaitingApplications {
  private static final String START = ApplicationSignInPage.PATH + "/";

  private final SignInRequests requests;
  private final Applications applications;

  WaitingSignIns(SignInRequests requests, Applications applications) {
    this.requests = requests;
    this.applications = applications;
  }

  @Override
  public Optional<Waiting> waiting(String landing) {
    return WaitingApplications.request(landing, START)
        .flatMap(requests::find)
        .flatMap(it -> applications.at(it.address()))
        .map(it -> new Waiting(it.title(), landing));
  }
}
