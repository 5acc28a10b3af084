package org.sallyport.gate.account.imports.file;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.FactorNames;
import org.sallyport.gate.account.NewUsernames;
import org.sallyport.gate.account.PhysicianNumber;
import org.sallyport.gate.account.Role;
import org.sallyport.gate.account.Usernames;
import org.sallyport.gate.account.contact.Email;
import org.sallyport.gate.account.contact.Emails;
import org.sallyport.gate.account.contact.Phone;
import org.sallyport.gate.account.contact.Phones;
import org.sallyport.gate.account.imports.AccountDraft;
import org.sallyport.gate.account.imports.AccountImport;
import org.sallyport.gate.account.imports.ImportedGroups;
import org.sallyport.gate.account.password.NewPassword;
import org.sallyport.gate.account.password.PasswordRules;
import org.sallyport.platform.ids.PatientNumber;
import org.sallyport.platform.messages.Messages;

/** Validates one line of a file of accounts and collects all its problems. */
@RequiredArgsConstructor
final class LineCheck {
  private static final Set<String> METHODS = Set.of("email", "sms");
  private static final int MAX_NAME_LENGTH = 200;
  private static final Pattern LANGUAGE =
      Pattern.compile("[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,4}");

  /**
   * Control characters, line separators, private-use and unassigned characters, and those that
   * change the text direction.
   */
  private static final Pattern NOT_IN_A_NAME =
      Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}\u202a-\u202e\u2066-\u2069]");

  private final AccountLine line;
  private final @Nullable Account existing;
  private final boolean ofDirectory;
  private final Phones phones;
  private final PasswordRules rules;
  private final FactorNames factors;
  private final NewUsernames usernames;
  private final List<String> problems = new ArrayList<>();

  /** The problems; empty if the line is valid. */
  List<String> problems() {
    return problems;
  }

  AccountDraft draft() {
    AccountDraft accountDraft =
        new AccountDraft(
            line.number(),
            existing,
            take(Column.USERNAME, this::username).orElse(""),
            take(Column.NAME, this::name).orElse(null),
            take(Column.EMAIL, this::email).orElse(null),
            take(Column.PHONE, this::phone).orElse(null),
            take(Column.METHOD, this::method).orElse(null),
            take(Column.ROLE, this::role).orElse(null),
            take(Column.LANGUAGE, this::language).orElse(null),
            take(Column.PHYSICIAN_NUMBERS, this::numbers).orElse(null),
            take(Column.PATIENT_NUMBERS, this::patientNumbers).orElse(null),
            take(Column.GROUPS, this::groups).orElse(null),
            line.cell(Column.PASSWORD).orElse(null),
            take(Column.PASSWORD_CHANGE, this::passwordChange).orElse(null),
            take(Column.STATE, this::disabled).orElse(null));
    demandWhatANewAccountNeeds(accountDraft);
    checkMethodHasItsContact(accountDraft);
    checkMethodKeepsItsNumber(accountDraft);
    checkMethodCanBeGiven(accountDraft.method());
    checkPassword(accountDraft);
    checkRoleFits(accountDraft);
    return accountDraft.fittedToItsRole();
  }

  private <T> Optional<T> take(Column column, Function<String, Optional<T>> read) {
    return line.cell(column).flatMap(read);
  }

  private Optional<String> username(String cell) {
    Optional<String> objection =
        existing == null ? usernames.objection(cell) : Usernames.objection(cell);
    objection.ifPresent(reason -> problems.add(Column.USERNAME.problem(reason)));
    return Optional.of(cell);
  }

  private Optional<String> name(String cell) {
    if (cell.length() > MAX_NAME_LENGTH) {
      return none(Column.NAME, "import.name.long", Integer.toString(MAX_NAME_LENGTH));
    }
    return NOT_IN_A_NAME.matcher(cell).find()
        ? none(Column.NAME, "import.name.hidden")
        : Optional.of(cell);
  }

  private Optional<String> email(String cell) {
    return switch (Emails.parse(cell)) {
      case Email.Address address -> Optional.of(address.value());
      case Email.NoAddress _ -> none(Column.EMAIL, "import.email.invalid");
    };
  }

  private Optional<String> phone(String cell) {
    if (cell.equals(AccountImport.REMOVED)) {
      return hasPhone() ? Optional.of("") : Optional.empty();
    }
    return switch (phones.parse(cell)) {
      case Phone.Mobile mobile -> Optional.of(mobile.e164());
      case Phone.NoNumber no -> none(Column.PHONE, "import.phone.invalid", no.example());
      case Phone.NotMobile _ -> none(Column.PHONE, "import.phone.not-mobile");
      case Phone.ServiceNumber _ -> none(Column.PHONE, "import.phone.service-number");
      case Phone.CountryNotServed no -> none(Column.PHONE, "import.phone.country", no.country());
    };
  }

  private Optional<String> method(String cell) {
    return METHODS.contains(cell)
        ? Optional.of(cell)
        : none(Column.METHOD, "import.method.unknown");
  }

  private Optional<Role> role(String cell) {
    Optional<Role> role =
        Arrays.stream(Role.values())
            .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(cell))
            .findFirst();
    return role.isPresent() ? role : none(Column.ROLE, "import.role.unknown");
  }

  private Optional<String> language(String cell) {
    return LANGUAGE.matcher(cell).matches()
        ? Optional.of(Locale.forLanguageTag(cell).toLanguageTag())
        : none(Column.LANGUAGE, "import.language.unknown");
  }

  private Optional<List<PhysicianNumber>> numbers(String cell) {
    return each(cell, PhysicianNumber::parse)
        .or(() -> none(Column.PHYSICIAN_NUMBERS, "import.numbers.invalid"));
  }

  private Optional<List<PatientNumber>> patientNumbers(String cell) {
    return each(cell, PatientNumber::parse)
        .or(() -> none(Column.PATIENT_NUMBERS, "import.numbers.invalid"));
  }

  private Optional<List<ImportedGroups.Named>> groups(String cell) {
    return each(cell, ImportedGroups.Named::parse)
        .or(() -> none(Column.GROUPS, "import.groups.invalid"));
  }

  /** The parts of a cell, separated by semicolons; empty if one is invalid. */
  private static <T> Optional<List<T>> each(String cell, Function<String, Optional<T>> parse) {
    if (cell.equals(AccountImport.REMOVED)) {
      return Optional.of(List.of());
    }
    List<Optional<T>> parts = Arrays.stream(cell.split(";")).map(String::strip).map(parse).toList();
    return parts.stream().allMatch(Optional::isPresent)
        ? Optional.of(parts.stream().flatMap(Optional::stream).distinct().toList())
        : Optional.empty();
  }

  private Optional<Boolean> passwordChange(String cell) {
    return switch (cell) {
      case "yes" -> Optional.of(true);
      case "no" -> Optional.of(false);
      default -> none(Column.PASSWORD_CHANGE, "import.password-change.unknown");
    };
  }

  private Optional<Boolean> disabled(String cell) {
    return switch (cell) {
      case AccountImport.ACTIVE -> Optional.of(false);
      case AccountImport.DISABLED -> Optional.of(true);
      default -> none(Column.STATE, "import.state.unknown");
    };
  }

  private void demandWhatANewAccountNeeds(AccountDraft accountDraft) {
    demand(Column.USERNAME, "import.username.empty");
    if (existing != null) {
      return;
    }
    demand(Column.NAME, "import.name.missing");
    demand(Column.ROLE, "import.role.missing");
    if (accountDraft.password() == null && !ofDirectory) {
      demand(Column.EMAIL, "import.email.missing");
    }
  }

  private void demand(Column column, String otherwise) {
    if (line.cell(column).isEmpty()) {
      object(column, otherwise);
    }
  }

  private void checkMethodHasItsContact(AccountDraft accountDraft) {
    boolean email =
        line.cell(Column.EMAIL).isPresent() || (existing != null && existing.email() != null);
    boolean phone =
        line.cell(Column.PHONE).map(cell -> !cell.equals(AccountImport.REMOVED)).orElse(hasPhone());
    if ("email".equals(accountDraft.method()) && !email) {
      object(Column.METHOD, "import.method.no-email");
    }
    if ("sms".equals(accountDraft.method()) && !phone) {
      object(Column.METHOD, "import.method.no-phone");
    }
  }

  private void checkMethodKeepsItsNumber(AccountDraft accountDraft) {
    if (accountDraft.method() == null
        && existing != null
        && "sms".equals(existing.method())
        && "".equals(accountDraft.phone())) {
      object(Column.PHONE, "import.phone.is-method");
    }
  }

  /**
   * An unchanged method is not checked. An import never replaces a linked device: that needs a
   * reset, and so two people or a day (rule 39).
   */
  private void checkMethodCanBeGiven(@Nullable String method) {
    String present = existing == null ? null : existing.method();
    if (method == null || method.equals(present)) {
      return;
    }
    if (!factors.isAllowed(method)) {
      object(Column.METHOD, "import.method.not-allowed", method);
    }
    if (existing != null && present != null && existing.linkedMethods().contains(present)) {
      object(Column.METHOD, "import.method.device");
    }
  }

  private boolean hasPhone() {
    return existing != null && existing.phone() != null;
  }

  /**
   * A patient is in no group, and only a patient has a patient's number. The help desk sees no
   * studies, so it has neither numbers nor groups.
   */
  private void checkRoleFits(AccountDraft accountDraft) {
    Role role = roleAfterwards(accountDraft);
    if (isFilled(accountDraft.patientNumbers()) && role != Role.PATIENT) {
      object(Column.PATIENT_NUMBERS, "import.numbers.not-patient");
    }
    if (isFilled(accountDraft.groups()) && role != null && !role.mayBeInGroups()) {
      object(Column.GROUPS, "import.groups.patient");
    }
    if (isFilled(accountDraft.numbers()) && role == Role.HELPDESK) {
      object(Column.PHYSICIAN_NUMBERS, "import.numbers.helpdesk");
    }
  }

  private @Nullable Role roleAfterwards(AccountDraft accountDraft) {
    return accountDraft.role() != null || existing == null ? accountDraft.role() : existing.role();
  }

  private static boolean isFilled(@Nullable List<?> values) {
    return values != null && !values.isEmpty();
  }

  private void checkPassword(AccountDraft accountDraft) {
    if (accountDraft.password() == null) {
      return;
    }
    if (existing != null && existing.directory() != null) {
      object(Column.PASSWORD, "import.password.directory", existing.directory());
    }
    List<PhysicianNumber> numbers =
        accountDraft.numbers() == null ? List.of() : accountDraft.numbers();
    NewPassword looked =
        rules.check(
            accountDraft.password(),
            accountDraft.username(),
            accountDraft.name() != null || existing == null ? accountDraft.name() : existing.name(),
            accountDraft.email() != null || existing == null
                ? accountDraft.email()
                : existing.email(),
            numbers.stream().map(PhysicianNumber::number).toList());
    switch (looked) {
      case NewPassword.Fine _ -> {}
      case NewPassword.TooShort no ->
          object(Column.PASSWORD, "import.password.short", Integer.toString(no.fewest()));
      case NewPassword.TooLong no ->
          object(Column.PASSWORD, "import.password.long", Integer.toString(no.most()));
      case NewPassword.Common _ -> object(Column.PASSWORD, "import.password.common");
      case NewPassword.FromContext _ -> object(Column.PASSWORD, "import.password.context");
    }
  }

  private <T> Optional<T> none(Column column, String key, String... arguments) {
    object(column, key, arguments);
    return Optional.empty();
  }

  private void object(Column column, String key, String... arguments) {
    problems.add(column.problem(Messages.text(key, (Object[]) arguments)));
  }
}
