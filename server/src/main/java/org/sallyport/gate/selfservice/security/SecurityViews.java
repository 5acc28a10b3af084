package org.sallyport.gate.selfservice.security;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.contact.Phones;
import org.sallyport.gate.federation.FederatedLinks;
import org.sallyport.gate.secondfactor.SecondFactor;
import org.sallyport.gate.secondfactor.SecondFactor.Offer;
import org.sallyport.gate.secondfactor.SecondFactors;
import org.sallyport.gate.selfservice.ChangeProperties;
import org.sallyport.gate.selfservice.browsers.BrowserRows;
import org.sallyport.gate.selfservice.devices.DeviceRow;
import org.sallyport.gate.selfservice.devices.DeviceRows;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.installation.DurationText;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;

/** What the overview of the security settings shows. */
@Component
@RequiredArgsConstructor
class SecurityViews {
  private final Accounts accounts;
  private final SecondFactors factors;
  private final SecurityCheckups securityCheckups;
  private final DeviceRows devices;
  private final BrowserRows browsers;
  private final DelayedRows delayed;
  private final FederatedLinks links;
  private final ChangeProperties times;
  private final Installation installation;

  SecurityView of(Visitor visitor) {
    Account account = accounts.find(visitor.account()).orElseThrow();
    Optional<SecondFactor> method =
        Optional.ofNullable(account.method()).flatMap(factors::byMethod);
    String phone = account.phone();
    Instant passwordChangedAt = account.passwordChangedAt();
    return new SecurityView(
        securityCheckups.of(account),
        method.map(SecondFactor::name).orElse(null),
        factors.waived(account)
            ? Messages.text("settings.security.method-waived")
            : method.map(factor -> factor.offer(account)).map(Offer::note).orElse(null),
        phone == null ? null : Phones.mask(phone),
        account.email(),
        passwordChangedAt == null ? null : passwordChangedAt.atZone(installation.zone()),
        devices.of(visitor).stream().filter(DeviceRow::allowed).map(DeviceRow::name).toList(),
        browsers.of(visitor),
        browsers.note(account),
        condition(account),
        factors.ways(account).stream()
            .filter(way -> !way.method().equals(account.method()))
            .map(SecondFactor::name)
            .toList(),
        !factors.optionalWays(account).isEmpty(),
        delayed.of(account.id()),
        links.of(account.id()));
  }

  /** What a change will require, shown before one is begun. */
  private String condition(Account account) {
    String factor =
        factors
            .forChange(account, Set.of())
            .map(SecondFactor::nameInSentence)
            .orElseGet(() -> Messages.text("settings.security.condition-factor"));
    boolean spare =
        factors.ways(account).stream().anyMatch(way -> !way.primary() && !way.bootstrapOnly());
    return Messages.text(
        spare ? "settings.security.condition-or-code" : "settings.security.condition",
        factor,
        DurationText.words(times.factorMaxAge()));
  }
}
