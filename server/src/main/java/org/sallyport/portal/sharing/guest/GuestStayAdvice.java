package org.sallyport.portal.sharing.guest;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.session.SessionProperties;
import org.sallyport.gate.session.open.Stay;
import org.sallyport.platform.access.Guest;
import org.sallyport.platform.installation.DurationText;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Adds to the pages of a share what their scripts need before and after the session's end. */
@ControllerAdvice
@RequiredArgsConstructor
class GuestStayAdvice {
  private static final Pattern STUDY = Pattern.compile("/shared/studies/([0-9.]+)(?:/.*)?");

  private final SessionProperties times;

  @ModelAttribute("guestStay")
  @Nullable Stay stay(@AuthenticationPrincipal @Nullable Guest guest, HttpServletRequest request) {
    return guest == null
        ? null
        : Stay.guest(
            guest.session().toString(),
            times,
            DurationText.words(times.max()),
            study(request.getRequestURI()));
  }

  private static @Nullable String study(String path) {
    Matcher study = STUDY.matcher(path);
    return study.matches() ? study.group(1) : null;
  }
}
