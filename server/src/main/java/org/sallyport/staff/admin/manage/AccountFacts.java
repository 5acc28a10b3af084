package org.sallyport.staff.admin.manage;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.FactorNames;
import org.sallyport.gate.account.contact.Emails;
import org.sallyport.gate.account.contact.Phones;
import org.sallyport.gate.account.groups.Groups;
import org.sallyport.gate.accountrecovery.Activations;
import org.sallyport.gate.directory.DirectoryPeople;
import org.sallyport.gate.secondfactor.written.ActivationLetter;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.messages.DateFormats;
import org.sallyport.platform.messages.Messages;
import org.sallyport.staff.admin.letters.LetterRefusals;
import org.springframework.stereotype.Component;

/** An account as its admin sees it: contacts are masked. */
@Component
@RequiredArgsConstructor
class AccountFacts {
  private static final DateFormats WHEN = DateFormats.of("common.format.date-time");

  private final Accounts accounts;
  private final Groups groups;
  private final FactorNames factors;
  private final ActivationLetter letter;
  private final LetterRefusals refusals;
  private final Activations activations;
  private final DirectoryPeople people;
  private final Installation installation;

  /** The present values by the header of their column. */
  Map<String, String> values(Account account) {
    Map<String, String> values = new LinkedHashMap<>();
    String method = account.method();
    String email = account.email();
    String phone = account.phone();
    values.put("username", account.username());
    values.put("name", account.name());
    values.put("role", role(account.role().word()));
    values.put("email", email == null ? "" : Emails.mask(email));
    values.put("phone", phone == null ? "" : Phones.mask(phone));
    values.put("method", method == null ? "" : factors.name(method).orElse(method));
    values.put("physician_numbers", joined(accounts.numbers(account.id())));
    values.put("patient_numbers", joined(accounts.patientNumbers(account.id())));
    values.put(
        "groups", joined(groups.of(account.id()).stream().map(it -> it.group().name()).toList()));
    values.put("language", Objects.requireNonNullElse(account.language(), ""));
    return values;
  }

  /**
   * The directory that an account belongs to.
   *
   * @param since when it was linked and by whom, as text
   * @param trouble what could not be taken over; null if nothing
   * @param disabled whether it is disabled because the directory's is
   */
  public record DirectoryLink(
      String directory, String since, @Nullable String trouble, boolean disabled) {}

  /** Null if the account belongs to none. */
  @Nullable DirectoryLink link(Account account) {
    return people
        .facts(account.id())
        .map(
            it ->
                new DirectoryLink(
                    it.directory(),
                    Messages.text("admin.directories.since", when(it.linkedAt()), it.linkedBy()),
                    it.trouble(),
                    it.disabledByDirectory()))
        .orElse(null);
  }

  /** Whether and since when it can be used, as text. */
  String state(Account account) {
    Instant disabledAt = account.disabledAt();
    if (disabledAt != null) {
      return Messages.text("staff.account.disabled-since", when(disabledAt));
    }
    Instant lockedAt = account.lockedAt();
    if (lockedAt != null) {
      return Messages.text("staff.account.locked-since", when(lockedAt));
    }
    return activation(account);
  }

  private String activation(Account account) {
    if (account.isActivated()) {
      return Messages.text("staff.account.active");
    }
    return activations.isInvited(account.id())
        ? Messages.text("staff.account.invited")
        : Messages.text("staff.account.not-invited");
  }

  /** When the account's activation code ends; null if it has none. */
  @Nullable String letterUntil(Account account) {
    return letter.validUntil(account.id()).map(this::when).orElse(null);
  }

  /** Why no letter would be made for the account now, as text; null if one would be. */
  @Nullable String letterRefusal(Account account) {
    return refusals.of(account).orElse(null);
  }

  String when(Instant at) {
    return WHEN.format(ZonedDateTime.ofInstant(at, installation.zone()));
  }

  static String role(String word) {
    return Messages.text("staff.role." + word);
  }

  private static String joined(List<?> values) {
    return values.stream().map(Object::toString).collect(Collectors.joining("; "));
  }
}
