package org.sallyport.staff.admin.desk;

import java.util.List;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.FactorNames;
import org.sallyport.gate.account.contact.Emails;
import org.sallyport.gate.account.contact.Phones;
import org.sallyport.gate.secondfactor.enrollment.Devices;
import org.sallyport.gate.session.Sessions;
import org.sallyport.gate.trustedbrowser.TrustedBrowsers;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;

/** How an account signs in, for the help desk: contacts are masked, secrets omitted. */
@Component
@RequiredArgsConstructor
class DeskFacts {
  private final FactorNames factorNames;
  private final Devices devices;
  private final Sessions sessions;
  private final TrustedBrowsers browsers;

  List<DeskView.Fact> of(Account account) {
    String email = account.email();
    String phone = account.phone();
    return List.of(
        fact("method", method(account)),
        fact("email", email == null ? null : Emails.mask(email)),
        fact("phone", phone == null ? null : Phones.mask(phone)),
        fact("linked", linked(account)),
        fact("sessions", sessions(account)));
  }

  private String method(Account account) {
    String method = account.method();
    return method == null
        ? Messages.text("desk.account.no-method")
        : factorNames.name(method).orElse(method);
  }

  private String linked(Account account) {
    return devices.of(account.id()).stream()
        .map(device -> device.name())
        .collect(Messages.listing());
  }

  private String sessions(Account account) {
    return Messages.text(
        "desk.account.sessions-value",
        sessions.of(account.id()).size(),
        browsers.of(account.id()).size());
  }

  private static DeskView.Fact fact(String label, @Nullable String value) {
    return new DeskView.Fact(
        Messages.text("desk.account." + label),
        value == null || value.isEmpty() ? Messages.text("desk.account.none") : value);
  }
}
