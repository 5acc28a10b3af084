package org.sallyport.staff.admin.examine;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.messages.Messages;
import org.sallyport.portal.studies.grants.NamedPerson;

/**
 * Somebody whom the archive names, as text.
 *
 * @param part as what
 * @param who number or name; for the patient, that it is the patient
 * @param account what it means for access
 * @param name a name without a number that no account has yet; null if there is nothing to confirm
 */
public record NamedLine(String part, String who, String account, @Nullable String name) {

  static NamedLine of(NamedPerson person) {
    String who = person.number().isEmpty() ? person.name() : person.number();
    String username = person.username();
    boolean unconfirmed = username == null && !person.name().isEmpty();
    return new NamedLine(
        Messages.text("staff.access.part." + person.kind().name().toLowerCase(Locale.ROOT)),
        who,
        account(username, unconfirmed),
        unconfirmed ? person.name() : null);
  }

  private static String account(@Nullable String username, boolean unconfirmed) {
    if (username != null) {
      return Messages.text("staff.access.is-account", username);
    }
    return Messages.text(
        unconfirmed ? "staff.access.name-unconfirmed" : "staff.access.number-unknown");
  }
}
