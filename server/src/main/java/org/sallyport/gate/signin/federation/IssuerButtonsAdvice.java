package org.sallyport.gate.signin.federation;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.federation.FederatedSignIns;
import org.sallyport.gate.federation.Issuers;
import org.sallyport.gate.signin.SignInPaths;
import org.sallyport.platform.messages.Messages;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Adds a button for each issuer elsewhere to the sign-in page, whichever handler shows it. */
@ControllerAdvice
@RequiredArgsConstructor
class IssuerButtonsAdvice {
  private final Issuers issuers;

  /** A button and the address of its form. */
  public record Button(String label, String action) {}

  @ModelAttribute("issuerButtons")
  List<Button> buttons(HttpServletRequest request) {
    String path = request.getServletPath();
    return path.equals(SignInPaths.LOGIN) || path.startsWith(SignInPaths.LOGIN + "/with")
        ? issuers.all().stream()
            .map(
                it ->
                    new Button(
                        Messages.text("signin.issuer.button", it.title()),
                        FederatedSignIns.PATH + "/" + it.name()))
            .toList()
        : List.of();
  }
}
