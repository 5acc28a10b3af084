package org.sallyport.gate.signin.windows;

import jakarta.servlet.http.HttpServletRequest;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.directory.DirectoryTickets;
import org.sallyport.gate.signin.SignInPaths;
import org.sallyport.platform.access.Origin;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Says whether the sign-in page has the button, whichever handler shows it. */
@ControllerAdvice
@RequiredArgsConstructor
class WindowsButtonAdvice {
  private final DirectoryTickets tickets;

  @ModelAttribute("windowsOffered")
  boolean isOffered(HttpServletRequest request) {
    String path = request.getServletPath();
    return (path.equals(SignInPaths.LOGIN) || path.startsWith(SignInPaths.LOGIN + "/with"))
        && tickets.isOfferedTo(Origin.withoutSession(request).address());
  }
}
