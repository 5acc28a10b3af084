package org.sallyport.connect.forwardauth.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.connect.forwardauth.check.ForwardedRequest;
import org.sallyport.connect.forwardauth.sessions.ApplicationCookies;
import org.sallyport.connect.forwardauth.sessions.ApplicationSessions;
import org.sallyport.connect.forwardauth.settings.Application;
import org.sallyport.connect.forwardauth.settings.Applications;
import org.sallyport.connect.forwardauth.settings.RequestPath;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.ProxyMark;
import org.sallyport.platform.access.annotations.ForAnyone;
import org.sallyport.platform.crypto.KeyPurpose;
import org.sallyport.platform.crypto.KeyedHash;
import org.sallyport.platform.crypto.RandomValues;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.messages.Messages;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The pages at the host of an application, whose proxy leads what is below {@code /.sallyport/}
 * here: where a sign-in begins and ends, and signing out. For anybody but such a proxy there is
 * nothing here.
 */
@Controller
@ForAnyone
@RequiredArgsConstructor
class ApplicationHostPages {
  private static final String HOME = "/.sallyport/";
  private static final String SIGN_IN = HOME + "sign-in";
  private static final String CALLBACK = HOME + "callback";
  private static final String SIGN_OUT = HOME + "sign-out";

  private final Applications applications;
  private final SignInRequests requests;
  private final ApplicationSignIn signIn;
  private final ApplicationSessions sessions;
  private final KeyedHash hash;
  private final RandomValues random;
  private final Installation installation;

  /** Where a sign-in ends at an application. */
  static String callback(Application application, String ticket) {
    return application.address() + CALLBACK + "?ticket=" + ticket;
  }

  private Optional<Application> application(
      HttpServletRequest request, HttpServletResponse response) {
    Optional<Application> application =
        ProxyMark.is(request)
            ? ForwardedRequest.application(request, applications)
            : Optional.empty();
    if (application.isEmpty()) {
      response.setStatus(HttpStatus.NOT_FOUND.value());
    }
    return application;
  }

  /** Ties the sign-in to this browser, and leads it to the portal. */
  @GetMapping(SIGN_IN)
  @Nullable String begin(
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(name = "for", required = false) @Nullable String refused,
      @RequestParam(required = false) @Nullable String lost,
      HttpServletRequest request,
      HttpServletResponse response) {
    Optional<Application> application = application(request, response);
    if (application.isEmpty()) {
      return null;
    }
    String address = application.get().address();
    String state = ApplicationCookies.beginState(request, response, random);
    String hash =
        Base64.getUrlEncoder().withoutPadding().encodeToString(requests.state(address, state));
    String target = to != null && RequestPath.isLocal(to) ? to : "/";
    leave(
        installation.address(ApplicationSignInStart.PATH)
            + "?at="
            + coded(address)
            + "&to="
            + coded(target)
            + "&state="
            + hash
            + (refused == null ? "" : "&for=" + coded(refused))
            + (lost == null ? "" : "&lost"),
        response);
    return null;
  }

  /** Takes the ticket of a sign-in, and goes to where it began. */
  @GetMapping(CALLBACK)
  @Nullable String end(
      @RequestParam(required = false) @Nullable String ticket,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Optional<Application> application = application(request, response);
    if (application.isEmpty()) {
      return null;
    }
    Optional<ApplicationSignIn.Done> done =
        signIn.take(
            application.get(),
            ticket,
            ApplicationCookies.state(request),
            ApplicationCookies.session(request),
            Origin.withoutSession(request));
    if (done.isEmpty()) {
      response.setStatus(HttpStatus.FORBIDDEN.value());
      return page(application.get(), "over", model);
    }
    done.get().token().ifPresent(it -> ApplicationCookies.setSession(response, it));
    leave(application.get().address() + done.get().target(), response);
    return null;
  }

  @GetMapping(SIGN_OUT)
  @Nullable String askToSignOut(
      @RequestParam(required = false) @Nullable String done,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Optional<Application> application = application(request, response);
    if (application.isEmpty()) {
      return null;
    }
    boolean isSignedIn =
        ApplicationCookies.session(request)
            .flatMap(it -> sessions.find(it, application.get(), false))
            .isPresent();
    ApplicationCookies.session(request)
        .ifPresent(it -> model.addAttribute("token", hash.token(KeyPurpose.ANTI_FORGERY, it)));
    return page(application.get(), isSignedIn && done == null ? "sign-out" : "signed-out", model);
  }

  /**
   * Signs out of this application alone. A form of another page of the site brings the cookie, and
   * the answer to any form could remove it: only that of the question above has the token.
   */
  @PostMapping(SIGN_OUT)
  @Nullable String signOut(
      @RequestParam(defaultValue = "") String token,
      HttpServletRequest request,
      HttpServletResponse response) {
    Optional<Application> application = application(request, response);
    if (application.isEmpty()) {
      return null;
    }
    Optional<String> session =
        ApplicationCookies.session(request)
            .filter(it -> hash.isToken(token, KeyPurpose.ANTI_FORGERY, it));
    if (session.isPresent()) {
      signIn.end(application.get(), session.get(), Origin.withoutSession(request));
      ApplicationCookies.removeSession(response);
    }
    response.setStatus(HttpStatus.SEE_OTHER.value());
    response.setHeader("Location", session.isPresent() ? SIGN_OUT + "?done" : SIGN_OUT);
    return null;
  }

  private String page(Application application, String what, Model model) {
    model.addAttribute("what", what);
    model.addAttribute("applicationName", application.title());
    model.addAttribute(
        "heading", Messages.text("forward." + what + ".heading", application.title()));
    model.addAttribute("lead", Messages.text("forward." + what + ".at-host"));
    model.addAttribute("portal", installation.publicUrl().toString());
    return "forward/host";
  }

  private static void leave(String address, HttpServletResponse response) {
    response.setStatus(HttpStatus.FOUND.value());
    response.setHeader("Location", address);
  }

  private static String coded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
