package org.sallyport.edge.web.language;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.selfservice.language.AccountLanguages;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForAnyone;
import org.sallyport.platform.messages.Language;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/**
 * The switch at the end of each page. The choice is kept in the browser, and in a session with the
 * account. An attempt changes nothing of its account.
 */
@Controller
@ForAnyone
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class LanguagePage {
  public static final String PATH = "/language";
  private static final String SIGNED_IN = "SIGNED_IN";

  private final AccountLanguages accounts;
  private final LocalPages pages;

  @PostMapping(PATH)
  String choose(
      @AuthenticationPrincipal @Nullable Visitor visitor,
      @RequestParam String language,
      @RequestParam(required = false) @Nullable String page,
      HttpServletRequest request,
      HttpServletResponse response) {
    Language chosen =
        Language.of(language)
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
    LanguageCookies.choose(response, chosen);
    if (visitor != null && request.isUserInRole(SIGNED_IN)) {
      accounts.choose(visitor, chosen, Origin.of(request));
    }
    return "redirect:" + pages.backTo(page);
  }
}
