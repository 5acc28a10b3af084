package org.sallyport.connect.forwardauth.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.connect.forwardauth.settings.Application;
import org.sallyport.connect.forwardauth.settings.Applications;
import org.sallyport.connect.forwardauth.settings.RequestPath;
import org.sallyport.connect.oidc.RequestLimit;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForAnyone;
import org.sallyport.platform.messages.Messages;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Where a sign-in to an application comes to the portal. The request is stored, so that it survives
 * the sign-in on the server; the browser keeps the id of its row, which opens nothing. Nobody is
 * ever led to another address than those of the settings.
 */
@Controller
@ForAnyone
@RequiredArgsConstructor
class ApplicationSignInStart {
  static final String PATH = "/auth/start";

  /** The hash of a browser's state, as {@link SignInRequests#state} makes it. */
  private static final Pattern STATE = Pattern.compile("[A-Za-z0-9_-]{54}");

  /** A method and a path. */
  private static final Pattern REFUSED = Pattern.compile("[A-Z]{1,20} /[!-~]*");

  private final Applications applications;
  private final SignInRequests requests;
  private final SignInSteps steps;
  private final RequestLimit limit;

  @GetMapping(PATH)
  @Nullable String start(
      @AuthenticationPrincipal @Nullable Visitor visitor,
      @RequestParam(required = false) @Nullable String at,
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(name = "for", required = false) @Nullable String refused,
      @RequestParam(required = false) @Nullable String lost,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Optional<Application> application = Optional.ofNullable(at).flatMap(applications::at);
    if (application.isEmpty() || state == null || !STATE.matcher(state).matches()) {
      return unknown(response, model);
    }
    if (lost != null) {
      return lost(application.get(), request, model);
    }
    boolean isSignedIn = visitor != null && request.isUserInRole("SIGNED_IN");
    if (!isSignedIn && !limit.take(request)) {
      return RequestLimit.tooMany(response);
    }
    UUID id = store(application.get(), state, to, refused);
    return visitor == null || !isSignedIn
        ? "redirect:" + ApplicationSignInPage.PATH + "/" + id
        : next(id, visitor, request, response);
  }

  private UUID store(
      Application application, String state, @Nullable String to, @Nullable String refused) {
    String target = to != null && RequestPath.isLocal(to) ? to : "/";
    String[] asked =
        refused != null && REFUSED.matcher(refused).matches()
            ? refused.split(" ", 2)
            : new String[] {"GET", target};
    return requests.add(
        application.address(),
        Base64.getUrlDecoder().decode(state),
        target,
        asked[0],
        RequestPath.of(asked[1]).orElse("/"));
  }

  /** Goes on at once if nothing has to be asked. */
  private @Nullable String next(
      UUID id, Visitor visitor, HttpServletRequest request, HttpServletResponse response) {
    SignInRequest stored = requests.find(id).orElseThrow();
    if (steps.next(stored, visitor, Origin.of(request)) instanceof SignInSteps.Leave leave) {
      response.setStatus(HttpStatus.FOUND.value());
      response.setHeader("Location", leave.address());
      return null;
    }
    return "redirect:" + ApplicationSignInPage.PATH + "/" + id;
  }

  private static String unknown(HttpServletResponse response, Model model) {
    response.setStatus(HttpStatus.BAD_REQUEST.value());
    model.addAttribute("heading", Messages.text("oidc.unknown.heading"));
    model.addAttribute("lead", Messages.text("forward.unknown"));
    model.addAttribute("alert", true);
    return "message";
  }

  private static String lost(Application application, HttpServletRequest request, Model model) {
    model.addAttribute("heading", Messages.text("forward.lost.heading", application.title()));
    model.addAttribute("lead", Messages.text("forward.lost.lead"));
    model.addAttribute("alert", true);
    model.addAttribute(
        "linkHref",
        PATH + "?" + String.valueOf(request.getQueryString()).replaceAll("&lost\\b[^&]*", ""));
    model.addAttribute("linkText", Messages.text("common.continue"));
    return "message";
  }
}
