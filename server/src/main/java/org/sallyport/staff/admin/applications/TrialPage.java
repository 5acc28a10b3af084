package org.sallyport.staff.admin.applications;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.connect.oidc.clients.Client;
import org.sallyport.connect.oidc.protocol.TrialTokens;
import org.sallyport.connect.oidc.request.TrialRequest;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForAdmin;
import org.sallyport.platform.messages.Messages;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * What an application would be answered and told if the admin signed in to it now. It is decided as
 * for a real sign-in; no code and no token is made.
 */
@Controller
@ForAdmin
@RequiredArgsConstructor
class TrialPage {
  private final ApplicationPage page;
  private final TrialRequest trial;
  private final TrialTokens tokens;

  @GetMapping(ApplicationsPage.PATH + "/{id}/trial")
  String page(@AuthenticationPrincipal Visitor visitor, @PathVariable UUID id, Model model) {
    Client client = page.client(id);
    model.addAttribute("id", id);
    model.addAttribute("name", client.name());
    TrialRequest.@Nullable Answer answer = trial.answer(client, visitor).orElse(null);
    model.addAttribute("granted", answer instanceof TrialRequest.Granted);
    model.addAttribute("words", words(answer));
    if (answer instanceof TrialRequest.Granted it) {
      model.addAttribute("idToken", texts(tokens.idToken(client, it.grant())));
      model.addAttribute("person", texts(tokens.person(it.grant())));
    }
    return "admin/application-trial";
  }

  private static String words(TrialRequest.@Nullable Answer answer) {
    return switch (answer) {
      case null -> Messages.text("staff.applications.trial.disabled");
      case TrialRequest.Granted _ -> Messages.text("staff.applications.trial.granted");
      case TrialRequest.Asked it ->
          Messages.text("staff.applications.trial.asked." + it.question());
      case TrialRequest.Refused it -> Messages.text("staff.applications.trial.refused", it.error());
    };
  }

  /** Claims as text, in the form in which JSON has them. */
  private static Map<String, String> texts(Map<String, Object> claims) {
    Map<String, String> texts = new LinkedHashMap<>();
    claims.forEach((name, value) -> texts.put(name, text(value)));
    return texts;
  }

  private static String text(Object value) {
    return switch (value) {
      case Instant at -> String.valueOf(at.getEpochSecond());
      case List<?> all -> all.stream().map(String::valueOf).collect(Collectors.joining(", "));
      default -> value.toString();
    };
  }
}
