package org.sallyport.staff.admin.directories;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.contact.Emails;
import org.sallyport.gate.directory.AlikeAccounts.Agreement;
import org.sallyport.gate.directory.AlikeAccounts.Pair;
import org.sallyport.gate.directory.ldap.Person;
import org.sallyport.platform.messages.Messages;

/**
 * An account and an entry of a directory side by side, so that an admin sees whether they are one
 * person.
 *
 * @param entryRole what the directory makes of the account, as text
 * @param agrees what agrees besides the username, as text; null if nothing does
 * @param proposed whether enough agrees
 */
public record BothSides(
    String objectId,
    String dn,
    String entryUsername,
    String entryName,
    String entryEmail,
    String entryRole,
    String shown,
    UUID account,
    String username,
    String name,
    String email,
    String role,
    @Nullable String agrees,
    boolean proposed) {

  static BothSides of(Pair pair) {
    Person person = pair.entry().person();
    Account account = pair.account();
    return new BothSides(
        person.objectId(),
        person.dn(),
        person.username(),
        person.name(),
        mask(person.email()),
        pair.entry()
            .role()
            .map(role -> Messages.text("staff.role." + role.word()))
            .orElseGet(() -> Messages.text("admin.directories.no-role")),
        pair.entry().shown(),
        account.id().value(),
        account.username(),
        account.name(),
        mask(account.email()),
        Messages.text("staff.role." + account.role().word()),
        words(pair.agreements()),
        pair.isProposed());
  }

  private static String mask(@Nullable String address) {
    return address == null ? Messages.text("admin.directories.none") : Emails.mask(address);
  }

  private static @Nullable String words(Set<Agreement> agreements) {
    List<String> words =
        agreements.stream()
            .map(
                it ->
                    Messages.text(
                        switch (it) {
                          case EMAIL -> "staff.column.email";
                          case PHONE -> "staff.column.phone";
                          case NUMBER -> "staff.column.physician_numbers";
                          case NAME -> "staff.column.name";
                        }))
            .toList();
    return words.isEmpty() ? null : Messages.listed(words);
  }
}
