package org.sallyport.staff.admin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.PhysicianNumber;
import org.sallyport.gate.account.contact.Emails;
import org.sallyport.gate.account.contact.Phones;
import org.sallyport.gate.account.groups.Groups;
import org.sallyport.gate.accountrecovery.Activations;
import org.sallyport.gate.accountrecovery.reset.FactorResets;
import org.sallyport.gate.secondfactor.SecondFactors;
import org.sallyport.gate.secondfactor.enrollment.Device;
import org.sallyport.gate.secondfactor.enrollment.Devices;
import org.sallyport.gate.secondfactor.enrollment.EnrollableFactor;
import org.sallyport.gate.secondfactor.written.ActivationLetter;
import org.sallyport.platform.ids.PatientNumber;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;

/** Formats accounts for the command line: contacts are masked, secrets omitted. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class AccountSheet {
  private final Accounts accounts;
  private final Activations activations;
  private final FactorResets resets;
  private final ActivationLetter letter;
  private final Devices devices;
  private final SecondFactors factors;
  private final TimeWords times;
  private final Groups groups;

  /** One line for each account. */
  public String list(List<Account> all) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("USERNAME", "ROLE", "METHOD", "STATE", "NAME"));
    for (Account account : all) {
      rows.add(row(account));
    }
    return Table.of(rows);
  }

  private static List<String> row(Account account) {
    return List.of(
        account.username(),
        role(account),
        orDash(account.method()),
        state(account),
        account.name());
  }

  /** All displayable facts of one account, one per line. */
  public String show(Account account) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Username", account.username());
    facts.put("Name", account.name());
    facts.put("Role", role(account));
    facts.put("Language", orDash(account.language()));
    facts.put("State", longState(account));
    facts.put("Method", orDash(account.method()));
    facts.put("E-mail", account.email() == null ? "-" : Emails.mask(account.email()));
    facts.put("Phone", account.phone() == null ? "-" : Phones.mask(account.phone()));
    facts.put("Numbers", numbers(account));
    facts.put("Patient numbers", patientNumbers(account));
    facts.put("Groups", groups(account));
    facts.put("Linked", linked(account));
    facts.put("Activation code", orDash(letter.validUntil(account.id()).orElse(null), "until "));
    facts.put("Password set", orDash(account.passwordChangedAt()));
    facts.put("Wrong codes", account.wrongCodes() + " in a row");
    facts.put("Reset", resets.open(account.id()).isPresent() ? "asked for" : "-");
    return Table.of(
        facts.entrySet().stream().map(fact -> List.of(fact.getKey(), fact.getValue())).toList());
  }

  private String longState(Account account) {
    Instant lockedAt = account.lockedAt();
    Instant disabledAt = account.disabledAt();
    String state = state(account);
    if (disabledAt != null) {
      return state + since(disabledAt);
    }
    if (lockedAt != null) {
      return state + since(lockedAt) + " (" + orDash(account.lockReference()) + ")";
    }
    return state.equals("new") && activations.isInvited(account.id()) ? "new, invited" : state;
  }

  private String since(Instant at) {
    return " since " + times.words(at);
  }

  private static String state(Account account) {
    if (account.isDisabled()) {
      return "disabled";
    }
    if (account.isLocked()) {
      return "locked";
    }
    return !account.isActivated() ? "new" : "open";
  }

  private String numbers(Account account) {
    String numbers =
        accounts.numbers(account.id()).stream()
            .map(PhysicianNumber::toString)
            .collect(Messages.listing());
    return numbers.isEmpty() ? "-" : numbers;
  }

  private String patientNumbers(Account account) {
    String numbers =
        accounts.patientNumbers(account.id()).stream()
            .map(PatientNumber::toString)
            .collect(Messages.listing());
    return numbers.isEmpty() ? "-" : numbers;
  }

  private String groups(Account account) {
    String memberships =
        groups.of(account.id()).stream()
            .map(it -> it.group().name() + " until " + times.words(it.until()))
            .collect(Messages.listing());
    return memberships.isEmpty() ? "-" : memberships;
  }

  /** The linked devices, by their owner's names for them, with their kind. */
  private String linked(Account account) {
    String linked =
        devices.of(account.id()).stream()
            .map(device -> device.name() + " (" + kind(device) + ")")
            .collect(Messages.listing());
    return linked.isEmpty() ? "-" : linked;
  }

  private String kind(Device device) {
    return factors.linkable(device.method()).map(EnrollableFactor::thing).orElse(device.method());
  }

  private String orDash(@Nullable Instant at) {
    return orDash(at, "");
  }

  private String orDash(@Nullable Instant at, String before) {
    return at == null ? "-" : before + times.words(at);
  }

  private static String orDash(@Nullable String text) {
    return text == null ? "-" : text;
  }

  private static String role(Account account) {
    return account.role().name().toLowerCase(Locale.ROOT);
  }
}
