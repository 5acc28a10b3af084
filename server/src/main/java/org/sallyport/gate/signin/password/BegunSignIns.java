package org.sallyport.gate.signin.password;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.session.KnownBrowsers;
import org.sallyport.gate.session.SessionTermination;
import org.sallyport.gate.session.SignInCookies;
import org.sallyport.gate.signin.landing.LandingCookie;
import org.sallyport.gate.trustedbrowser.TrustCookies;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.springframework.stereotype.Component;

/** What a browser gets once its first factor is accepted. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class BegunSignIns {
  private final KnownBrowsers knownBrowsers;
  private final TrustCookies trustCookies;
  private final SessionTermination sessionTermination;

  /** The browser of a request, in which somebody wants to sign in by that name. */
  public ArrivingBrowser browser(String username, HttpServletRequest request) {
    return new ArrivingBrowser(
        Origin.of(request),
        knownBrowsers.known(username, request),
        TrustCookies.read(request),
        LandingCookie.read(request));
  }

  /**
   * Sets the cookies, and ends what was open in this browser before.
   *
   * @param before who was signed in, or had begun to
   * @param username by which the browser is known from now on, if the sign-in is complete
   * @return the redirect to the next page
   */
  public String goOn(
      @Nullable Visitor before,
      PasswordResult.Begun begun,
      String username,
      HttpServletRequest request,
      HttpServletResponse response) {
    if (before != null) {
      sessionTermination.end(
          before.account(), before.signIn(), "signed in anew", Origin.of(request));
    }
    trustCookies.write(response, request, begun.trust());
    LandingCookie.remove(response);
    return switch (begun) {
      case PasswordResult.NeedsFactor needsFactor -> {
        SignInCookies.attempt(response, needsFactor.opened());
        yield "redirect:" + needsFactor.next();
      }
      case PasswordResult.SignedIn signedIn -> {
        SignInCookies.session(response, signedIn.opened());
        knownBrowsers.remember(signedIn.opened().id(), username, request, response);
        yield "redirect:" + signedIn.landing();
      }
    };
  }
}
