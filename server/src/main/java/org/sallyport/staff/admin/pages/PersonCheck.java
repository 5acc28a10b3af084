package org.sallyport.staff.admin.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.groups.Groups;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.messages.Messages;
import org.sallyport.staff.admin.gate.StaffSearches;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/**
 * Shows whom a typed username means before anything is done to that account: the first press of a
 * button shows the person, the second does it. A form that names an account by its id has shown it.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class PersonCheck {
  private final Groups groups;
  private final StaffSearches searches;
  private final Clock clock;

  /**
   * Who is shown.
   *
   * @param id of the account, sent with the form from then on
   * @param who name, role and groups
   */
  public record Shown(String id, String who) {}

  /**
   * Whether the page that was submitted had shown this account; otherwise adds it to the model as
   * "person".
   *
   * @param shown the field "person" of the form
   */
  public boolean wasShown(
      Account account, String shown, Visitor visitor, HttpServletRequest request, Model model) {
    model.addAttribute("person", new Shown(account.id().toString(), who(account)));
    boolean known = shown.equals(account.id().toString());
    if (!known) {
      searches.record(visitor, "username", account.username(), 1, Origin.of(request));
    }
    return known;
  }

  private String who(Account account) {
    Instant now = clock.instant();
    String role = Messages.text("staff.role." + account.role().word());
    String practices =
        groups.of(account.id()).stream()
            .filter(it -> !it.hasLapsed(now))
            .map(it -> it.group().name())
            .collect(Messages.listing());
    return practices.isEmpty()
        ? Messages.text("staff.person.who", account.name(), role)
        : Messages.text("staff.person.who-of", account.name(), role, practices);
  }
}
