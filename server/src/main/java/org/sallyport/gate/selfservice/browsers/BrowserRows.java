package org.sallyport.gate.selfservice.browsers;

import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.session.SignIn;
import org.sallyport.gate.session.SignIns;
import org.sallyport.gate.trustedbrowser.RememberProperties;
import org.sallyport.gate.trustedbrowser.RememberedBrowser;
import org.sallyport.gate.trustedbrowser.TrustedBrowsers;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.geoip.Places;
import org.sallyport.platform.ids.TrustedBrowserId;
import org.sallyport.platform.installation.BrowserText;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;

/** The remembered browsers of a visitor, as pages show them (rule 22). */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class BrowserRows {
  private final TrustedBrowsers browsers;
  private final SignIns signIns;
  private final Installation installation;
  private final Places places;
  private final RememberProperties remember;

  public List<BrowserRow> of(Visitor visitor) {
    TrustedBrowserId current =
        signIns.find(visitor.signIn()).map(SignIn::trustedBrowser).orElse(null);
    return browsers.of(visitor.account()).stream().map(browser -> row(browser, current)).toList();
  }

  /** What is said where no browser is remembered. */
  public String note(Account account) {
    if (account.isStaff()) {
      return Messages.text("settings.security.no-browser-for-admins");
    }
    return remember.offered()
        ? Messages.text("settings.security.no-browser")
        : Messages.text("settings.security.no-browser-here");
  }

  private BrowserRow row(RememberedBrowser browser, @Nullable TrustedBrowserId current) {
    ZoneId zone = installation.zone();
    return new BrowserRow(
        browser.id(),
        BrowserText.of(browser.browser()),
        places.show(browser.address()),
        browser.createdAt().atZone(zone),
        browser.lastUsedAt().atZone(zone),
        browser.expiresAt().atZone(zone),
        Objects.equals(browser.id(), current));
  }
}
