package org.sallyport.connect.forwardauth.signin;

import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.sallyport.connect.forwardauth.settings.Applications;
import org.sallyport.connect.oidc.request.WaitingApplications;
import org.springframework.stereotype.Component;

/** Leads on to an application after a first sign-in, which ended on the page of devices. */
@Component
@RequiredArgsConstructor
class WaitingSignIns implements WaitingApplications {
  private static final String START = ApplicationSignInPage.PATH + "/";

  private final SignInRequests requests;
  private final Applications applications;

  @Override
  public Optional<Waiting> waiting(String landing) {
    return WaitingApplications.request(landing, START)
        .flatMap(requests::find)
        .flatMap(it -> applications.at(it.address()))
        .map(it -> new Waiting(it.title(), landing));
  }
}
