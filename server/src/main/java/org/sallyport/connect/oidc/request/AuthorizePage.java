package org.sallyport.connect.oidc.request;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.connect.oidc.RequestLimit;
import org.sallyport.connect.oidc.clients.Client;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForAnyone;
import org.sallyport.platform.messages.Messages;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * The authorization endpoint (RFC 6749 section 3.1). A request is stored, then answered at once for
 * somebody whose session is enough; all others are led to its page, which needs a session. So the
 * request survives the sign-in on the server.
 */
@Controller
@ForAnyone
@RequiredArgsConstructor
class AuthorizePage {
  static final String PATH = "/oauth2/authorize";

  private final RequestReader reader;
  private final AuthorizationRequests store;
  private final RequestAnswers answers;
  private final ClientAnswer answer;
  private final RequestLimit limit;

  @GetMapping(PATH)
  @Nullable String ask(
      @AuthenticationPrincipal @Nullable Visitor visitor,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    return switch (reader.read(request)) {
      case RequestReader.Unknown it -> explain(it.reason(), response, model);
      case RequestReader.Wrong it -> leave(answer.error(it.parameters(), it.error()), response);
      case RequestReader.Right it ->
          begin(it.client(), it.parameters(), visitor, request, response);
    };
  }

  /**
   * A request in a form. Browsers send no cookie with a form of another site, so it is stored, and
   * answered when the browser comes back by a link.
   */
  @PostMapping(PATH)
  @Nullable String askByForm(
      HttpServletRequest request, HttpServletResponse response, Model model) {
    return switch (reader.read(request)) {
      case RequestReader.Unknown it -> explain(it.reason(), response, model);
      case RequestReader.Wrong it -> leave(answer.error(it.parameters(), it.error()), response);
      case RequestReader.Right it ->
          limit.take(request)
              ? "redirect:" + PATH + "/" + store.add(it.client(), it.parameters())
              : RequestLimit.tooMany(response);
    };
  }

  @GetMapping(PATH + "/{id}")
  @Nullable String resume(
      @AuthenticationPrincipal @Nullable Visitor visitor,
      @PathVariable UUID id,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Optional<StoredRequest> stored = store.find(id);
    return stored.isEmpty()
        ? RequestPage.over(response, model)
        : goOn(stored.get(), visitor, request, response);
  }

  private @Nullable String begin(
      Client client,
      Parameters parameters,
      @Nullable Visitor visitor,
      HttpServletRequest request,
      HttpServletResponse response) {
    boolean isSignedIn = visitor != null && request.isUserInRole("SIGNED_IN");
    if (!isSignedIn && parameters.prompts("none")) {
      return leave(answer.error(parameters, ErrorCode.LOGIN_REQUIRED), response);
    }
    if (!isSignedIn && !limit.take(request)) {
      return RequestLimit.tooMany(response);
    }
    StoredRequest stored = store.find(store.add(client, parameters)).orElseThrow();
    return goOn(stored, visitor, request, response);
  }

  private @Nullable String goOn(
      StoredRequest stored,
      @Nullable Visitor visitor,
      HttpServletRequest request,
      HttpServletResponse response) {
    boolean isSilent = stored.parameters().prompts("none");
    if (visitor == null || !request.isUserInRole("SIGNED_IN")) {
      return isSilent
          ? next(answers.refuse(stored, ErrorCode.LOGIN_REQUIRED), stored, response)
          : "redirect:" + RequestPage.PATH + "/" + stored.id();
    }
    return next(answers.next(stored, visitor, Origin.of(request)), stored, response);
  }

  private static @Nullable String next(
      RequestAnswers.Next next, StoredRequest stored, HttpServletResponse response) {
    return next instanceof RequestAnswers.Leave leave
        ? leave(leave.address(), response)
        : "redirect:" + RequestPage.PATH + "/" + stored.id();
  }

  private static @Nullable String leave(String address, HttpServletResponse response) {
    response.setStatus(HttpStatus.FOUND.value());
    response.setHeader("Location", address);
    return null;
  }

  private static String explain(
      RequestReader.Reason reason, HttpServletResponse response, Model model) {
    response.setStatus(HttpStatus.BAD_REQUEST.value());
    String key = reason.name().toLowerCase(Locale.ROOT);
    model.addAttribute("heading", Messages.text("oidc.unknown.heading"));
    model.addAttribute("lead", Messages.text("oidc.unknown." + key));
    model.addAttribute("alert", true);
    return "message";
  }
}
