package org.sallyport.gate.directory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.AccountRegister;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.account.NewUsernames;
import org.sallyport.gate.account.Renaming;
import org.sallyport.gate.account.Role;
import org.sallyport.gate.account.Usernames;
import org.sallyport.gate.account.groups.Group;
import org.sallyport.gate.account.groups.GroupChanges;
import org.sallyport.gate.account.groups.Groups;
import org.sallyport.gate.account.groups.Membership;
import org.sallyport.gate.account.imports.AccountImport;
import org.sallyport.gate.account.imports.ImportRequest;
import org.sallyport.gate.account.imports.ImportResult;
import org.sallyport.gate.account.imports.file.BadLine;
import org.sallyport.gate.account.imports.file.Column;
import org.sallyport.gate.account.imports.file.OneLineFile;
import org.sallyport.gate.directory.DirectoryPeople.Link;
import org.sallyport.gate.directory.ldap.LdapDirectory;
import org.sallyport.gate.directory.ldap.Person;
import org.sallyport.gate.directory.settings.ContactTrust;
import org.sallyport.gate.directory.settings.DirectoryProperties;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.crypto.KeyPurpose;
import org.sallyport.platform.crypto.KeyedHash;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.events.DomainEvents;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes over what directories say of people into their accounts, and only what has changed. */
@Component
@RequiredArgsConstructor
class AppliedPeople {
  private static final String SEPARATOR = "; ";
  private static final String DEPARTMENT = "department:";

  private final AccountImport imports;
  private final AccountRegister register;
  private final Accounts accounts;
  private final Groups groups;
  private final GroupChanges groupChanges;
  private final DirectoryPeople people;
  private final Renaming renaming;
  private final NewUsernames usernames;
  private final KeyedHash hash;
  private final DomainEvents events;
  private final TransactionTemplate transaction;

  /**
   * Makes an account.
   *
   * @return empty if what the directory says makes none
   */
  Optional<Account> make(
      LdapDirectory directory, Person person, Role role, String username, Origin origin) {
    OneLineFile whole = basics(person, role, username).with(Column.STATE, AccountImport.ACTIVE);
    addDetails(whole, directory.properties(), person, role, null, null);
    OneLineFile least = basics(person, role, username).with(Column.STATE, AccountImport.ACTIVE);
    List<String> trouble = new ArrayList<>();
    if (!run(whole, directory, origin, trouble) && !run(least, directory, origin, trouble)) {
      return Optional.empty();
    }
    Account made = accounts.findByUsername(username).orElseThrow();
    HeldAccount held = accounts.hold(made.id());
    Actor by = actor(directory);
    people.add(held, directory.name(), person.objectId(), by);
    events.publish(
        new AccountEvent.DirectoryLinked(made.id(), directory.name(), by.name(), null), origin);
    noteApplied(directory, person, role, held, trouble);
    return accounts.find(made.id());
  }

  /** Updates an account if the directory says something else than it did last. */
  void apply(LdapDirectory directory, Person person, Role role, Link link, Origin origin) {
    confirmGroups(directory, person, link, origin);
    if (isAsApplied(directory, person, role, link)) {
      return;
    }
    transaction.executeWithoutResult(
        status -> {
          // Before the row, as every import does.
          register.takeTurn();
          HeldAccount held = accounts.hold(link.account());
          List<String> trouble = new ArrayList<>();
          String username = rename(directory, held, person, origin, trouble);
          change(directory, person, role, link, username, origin, trouble);
          noteApplied(directory, person, role, held, trouble);
        });
  }

  /**
   * A membership lapses unless somebody confirms it (ADR 0042). Those that the directory gives, it
   * confirms each time it says them.
   */
  private void confirmGroups(LdapDirectory directory, Person person, Link link, Origin origin) {
    Set<String> given =
        given(directory.properties(), person)
            .map(AppliedPeople::groupKey)
            .collect(Collectors.toSet());
    if (given.isEmpty()) {
      return;
    }
    for (Membership membership : groups.of(link.account())) {
      if (given.contains(groupKey(membership.group().name()))) {
        groupChanges.confirmInTime(membership, link.account(), actor(directory), origin);
      }
    }
  }

  /** The groups of the settings that the directory gives to somebody. */
  private static Stream<String> given(DirectoryProperties properties, Person person) {
    Map<String, String> mapped = properties.groupsByGroup();
    return person.groups().stream().flatMap(group -> Stream.ofNullable(mapped.get(group)));
  }

  private void change(
      LdapDirectory directory,
      Person person,
      Role role,
      Link link,
      String username,
      Origin origin,
      List<String> trouble) {
    Account account = accounts.find(link.account()).orElseThrow();
    OneLineFile whole = basics(person, role, username);
    addState(whole, directory, account);
    addDetails(whole, directory.properties(), person, role, account, link);
    if (!run(whole, directory, origin, trouble)) {
      OneLineFile least = basics(person, role, username);
      addState(least, directory, account);
      run(least, directory, origin, trouble);
    }
  }

  /** Only what the directory disabled is enabled with the entry. */
  private static void addState(OneLineFile file, LdapDirectory directory, Account account) {
    if (account.isDisabled() && account.isDisabledBy(actor(directory))) {
      file.with(Column.STATE, AccountImport.ACTIVE);
    }
  }

  private String rename(
      LdapDirectory directory,
      HeldAccount held,
      Person person,
      Origin origin,
      List<String> trouble) {
    String username = held.account().username();
    String key = Usernames.key(person.username());
    String present = Usernames.key(username);
    boolean named =
        present.equals(key)
            || (person.principalName() != null
                && present.equals(Usernames.key(person.principalName())));
    if (named) {
      return username;
    }
    if (usernames.objection(person.username()).isEmpty()
        && renaming.rename(held, person.username(), actor(directory), origin)) {
      return person.username();
    }
    trouble.add(Column.USERNAME.header());
    return username;
  }

  private static OneLineFile basics(Person person, Role role, String username) {
    return new OneLineFile()
        .with(Column.USERNAME, username)
        .with(Column.NAME, person.name())
        .with(Column.ROLE, role.word());
  }

  /** Owners choose their language; the directory says it for accounts that have none. */
  private static boolean hasLanguage(@Nullable Account account) {
    return account != null && account.language() != null;
  }

  private void addDetails(
      OneLineFile file,
      DirectoryProperties properties,
      Person person,
      Role role,
      @Nullable Account account,
      @Nullable Link link) {
    if (person.language() != null && !person.language().isEmpty() && !hasLanguage(account)) {
      file.with(Column.LANGUAGE, person.language());
    }
    if (!person.numbers().isEmpty() && role != Role.HELPDESK) {
      file.with(Column.PHYSICIAN_NUMBERS, joined(numbers(person)));
    }
    if (!properties.groupsByGroup().isEmpty() && role.mayBeInGroups()) {
      file.with(Column.GROUPS, joined(groups(properties, person, account)));
    }
    if (properties.contacts() != ContactTrust.IGNORE) {
      addContacts(file, person, account, link);
    }
  }

  /**
   * A contact that the directory had before is not set again: its owner may have changed it here.
   */
  private void addContacts(
      OneLineFile file, Person person, @Nullable Account account, @Nullable Link link) {
    if (person.email() != null
        && !isContact(link == null ? null : link.emailHash(), person.email())) {
      file.with(Column.EMAIL, person.email());
    }
    if (person.phone() != null) {
      if (!isContact(link == null ? null : link.phoneHash(), person.phone())) {
        file.with(Column.PHONE, person.phone());
      }
    } else if (account != null
        && account.phone() != null
        && link != null
        && isContact(link.phoneHash(), account.phone())) {
      file.with(Column.PHONE, AccountImport.REMOVED);
    }
  }

  private static Collection<String> numbers(Person person) {
    Set<String> numbers = new TreeSet<>();
    person
        .numbers()
        .forEach((issuer, values) -> values.forEach(value -> numbers.add(issuer + ":" + value)));
    return numbers;
  }

  /** Those of the settings by the directory; all others as they are. */
  private Collection<String> groups(
      DirectoryProperties properties, Person person, @Nullable Account account) {
    Map<String, String> mapped = properties.groupsByGroup();
    Set<String> managed =
        mapped.values().stream().map(AppliedPeople::groupKey).collect(Collectors.toSet());
    Set<String> wanted = new TreeSet<>();
    for (Membership membership :
        account == null ? List.<Membership>of() : groups.of(account.id())) {
      Group group = membership.group();
      String cell = (group.kind() == Group.Kind.DEPARTMENT ? DEPARTMENT : "") + group.name();
      if (!managed.contains(groupKey(cell))) {
        wanted.add(cell);
      }
    }
    given(properties, person).forEach(wanted::add);
    return wanted;
  }

  private static String groupKey(String cell) {
    String name = cell.toLowerCase(Locale.ROOT);
    return (name.startsWith(DEPARTMENT) ? name.substring(DEPARTMENT.length()) : name).strip();
  }

  private static String joined(Collection<String> values) {
    return values.isEmpty() ? AccountImport.REMOVED : String.join(SEPARATOR, values);
  }

  /**
   * Runs an import of one line.
   *
   * @param trouble gets what was refused
   */
  private boolean run(
      OneLineFile file, LdapDirectory directory, Origin origin, List<String> trouble) {
    ImportResult result =
        imports.run(
            new ImportRequest(
                file.bytes(),
                actor(directory),
                "directory",
                origin,
                directory.properties().contacts() != ContactTrust.TRUST,
                true));
    if (result instanceof ImportResult.BadLines bad) {
      bad.lines().stream().map(BadLine::reason).forEach(trouble::add);
      return false;
    }
    return true;
  }

  private static Actor actor(LdapDirectory directory) {
    return Actor.directory(directory.name());
  }

  private void noteApplied(
      LdapDirectory directory, Person person, Role role, HeldAccount held, List<String> trouble) {
    people.applied(
        held.id(),
        entryHash(directory, person, role),
        person.email() == null ? null : contactHash(person.email()),
        person.phone() == null ? null : contactHash(person.phone()),
        trouble.isEmpty() ? null : String.join(SEPARATOR, new HashSet<>(trouble)));
  }

  private boolean isAsApplied(LdapDirectory directory, Person person, Role role, Link link) {
    return !link.disabledByDirectory()
        && link.entryHash().length > 0
        && hash.matches(link.entryHash(), KeyPurpose.DIRECTORY, parts(directory, person, role));
  }

  private byte[] entryHash(LdapDirectory directory, Person person, Role role) {
    return hash.of(KeyPurpose.DIRECTORY, parts(directory, person, role));
  }

  /** Everything that is taken over, with the settings that decide how. */
  private static String[] parts(LdapDirectory directory, Person person, Role role) {
    DirectoryProperties properties = directory.properties();
    return new String[] {
      "entry",
      person.username(),
      String.valueOf(person.principalName()),
      person.name(),
      String.valueOf(person.email()),
      String.valueOf(person.phone()),
      String.valueOf(person.language()),
      new TreeMap<>(person.numbers()).toString(),
      new TreeSet<>(person.groups()).toString(),
      role.word(),
      properties.contacts().name(),
      new TreeMap<>(properties.groupsByGroup()).toString()
    };
  }

  private boolean isContact(byte @Nullable [] stored, String value) {
    return stored != null && hash.matches(stored, KeyPurpose.DIRECTORY, "contact", value);
  }

  private byte[] contactHash(String value) {
    return hash.of(KeyPurpose.DIRECTORY, "contact", value);
  }
}
