package org.sallyport.edge.web;

import jakarta.servlet.http.HttpServletRequest;
import org.sallyport.edge.web.language.LanguageCookies;
import org.sallyport.edge.web.language.PageLanguage;
import org.sallyport.gate.session.ActiveSession;
import org.sallyport.platform.messages.Language;

/** Has the pages of an account's session answered in the account's language. */
final class AccountLanguage {
  private AccountLanguage() {}

  /**
   * In an attempt, what was chosen in the browser comes first: whoever signs in can change the
   * language of the page, but not yet that of the account.
   */
  static void speak(HttpServletRequest request, ActiveSession activeSession) {
    if (activeSession.complete() || LanguageCookies.chosen(request).isEmpty()) {
      Language.of(activeSession.visitor().language())
          .ifPresent(language -> PageLanguage.speak(request, language));
    }
  }
}
