package org.sallyport.gate.directory;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.AccountRegister;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.NewUsernames;
import org.sallyport.gate.account.Role;
import org.sallyport.gate.directory.DirectoryAnswer.Why;
import org.sallyport.gate.directory.DirectoryPeople.Link;
import org.sallyport.gate.directory.ldap.BindAnswer;
import org.sallyport.gate.directory.ldap.LdapDirectory;
import org.sallyport.gate.directory.ldap.LdapUnreachable;
import org.sallyport.gate.directory.ldap.Person;
import org.sallyport.gate.directory.settings.AccountCreation;
import org.sallyport.gate.directory.settings.DirectoryProperties;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.SignInEvent;
import org.sallyport.platform.ids.AccountId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The accounts of people of directories. An entry is recognised by its id alone: a new entry with
 * the name of an old one inherits nothing, and a renamed one keeps everything.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class DirectoryAccounts {
  private final DirectoryPeople people;
  private final Accounts accounts;
  private final AccountRegister register;
  private final AppliedPeople applied;
  private final NewUsernames usernames;
  private final DomainEvents events;
  private final TransactionTemplate transaction;

  /** Whether a person has an account. */
  sealed interface Admission {
    record Admitted(Account account) implements Admission {}

    record None(Why why) implements Admission {}
  }

  /**
   * The role of a person by their groups: the one with most rights if there are several; everybody
   * is a physician if no group has a role.
   */
  static Optional<Role> roleOf(Person person, DirectoryProperties properties) {
    Map<String, String> roles = properties.rolesByGroup();
    return roles.isEmpty()
        ? Optional.of(Role.PHYSICIAN)
        : person.groups().stream()
            .flatMap(group -> Optional.ofNullable(roles.get(group)).stream())
            .map(Role::of)
            .min(Comparator.comparingInt(DirectoryAccounts::precedence));
  }

  private static int precedence(Role role) {
    return switch (role) {
      case ADMIN -> 0;
      case HELPDESK -> 1;
      case PHYSICIAN -> 2;
      case PATIENT -> 3;
    };
  }

  /** Whether a person is in a group with a role, or no group needs to be. */
  public static boolean hasRole(Person person, DirectoryProperties properties) {
    return roleOf(person, properties).isPresent();
  }

  /**
   * Takes over what a directory says of a person who is not at the door: updates the account, or
   * makes one if the settings want accounts before the first sign-in.
   *
   * @return the account; empty if there is none
   */
  public Optional<AccountId> follow(LdapDirectory directory, Person person, Origin origin)
      throws LdapUnreachable {
    Optional<Link> link = people.find(directory.name(), person.objectId());
    Optional<Role> role = roleOf(person, directory.properties());
    if (role.isEmpty() || person.disabled()) {
      return link.map(Link::account);
    }
    if (link.isPresent()) {
      applied.apply(directory, person, role.get(), link.get(), origin);
      return Optional.of(link.get().account());
    }
    return directory.properties().create() == AccountCreation.SYNC
            && make(directory, person, role.get(), origin)
                instanceof Admission.Admitted(Account account)
        ? Optional.of(account.id())
        : Optional.empty();
  }

  /** The account of a person whose password is right, as the directory has it now. */
  Admission admit(LdapDirectory directory, Person person, Origin origin) throws LdapUnreachable {
    Optional<Role> role = roleOf(person, directory.properties());
    Optional<Link> link = people.find(directory.name(), person.objectId());
    if (role.isEmpty()) {
      note(link.map(Link::account).flatMap(accounts::find), directory, "no-role", origin);
      return new Admission.None(Why.NO_ROLE);
    }
    if (link.isPresent()) {
      applied.apply(directory, person, role.get(), link.get(), origin);
      return new Admission.Admitted(accounts.find(link.get().account()).orElseThrow());
    }
    return directory.properties().create() == AccountCreation.NEVER
        ? refused(Why.NOT_CREATED, directory, origin)
        : make(directory, person, role.get(), origin);
  }

  /**
   * Makes the account of a person who has none.
   *
   * @throws LdapUnreachable if the name is that of another account of the directory, and no server
   *     says whether that one was renamed
   */
  Admission make(LdapDirectory directory, Person person, Role role, Origin origin)
      throws LdapUnreachable {
    Optional<String> username = freeName(directory, person, origin);
    if (username.isEmpty()) {
      people.conflict(directory.name(), person.objectId(), person.username(), person.name());
      return refused(Why.NAME_TAKEN, directory, origin);
    }
    Optional<Account> made =
        transaction.execute(
            status -> {
              register.takeTurn();
              Optional<Link> meanwhile = people.find(directory.name(), person.objectId());
              return meanwhile.isPresent()
                  ? accounts.find(meanwhile.get().account())
                  : applied.make(directory, person, role, username.get(), origin);
            });
    return made != null && made.isPresent()
        ? new Admission.Admitted(made.get())
        : refused(Why.NOT_VALID, directory, origin);
  }

  private Admission refused(Why why, LdapDirectory directory, Origin origin) {
    String answer = why.name().toLowerCase(Locale.ROOT).replace('_', '-');
    note(Optional.empty(), directory, answer, origin);
    return new Admission.None(why);
  }

  /**
   * The name of a new account: that of the entry, or the one with the domain if an account of this
   * directory has it, or it may not be given. One of an account that has nothing to do with the
   * directory is never taken.
   */
  private Optional<String> freeName(LdapDirectory directory, Person person, Origin origin)
      throws LdapUnreachable {
    if (usernames.objection(person.username()).isPresent()) {
      return longName(person);
    }
    Optional<Account> holder = accounts.findByUsername(person.username());
    if (holder.isEmpty()) {
      return Optional.of(person.username());
    }
    if (!directory.name().equals(holder.get().directory())) {
      return Optional.empty();
    }
    refresh(directory, holder.get(), origin);
    if (accounts.findByUsername(person.username()).isEmpty()) {
      return Optional.of(person.username());
    }
    return longName(person);
  }

  private Optional<String> longName(Person person) {
    return Optional.ofNullable(person.principalName())
        .filter(name -> accounts.findByUsername(name).isEmpty());
  }

  /** Applies what the directory says of an account: it may have another name by now. */
  private void refresh(LdapDirectory directory, Account account, Origin origin)
      throws LdapUnreachable {
    Optional<Link> link = people.of(account.id());
    if (link.isEmpty()) {
      return;
    }
    for (Person person : directory.withIds(List.of(link.get().objectId()))) {
      roleOf(person, directory.properties())
          .ifPresent(role -> applied.apply(directory, person, role, link.get(), origin));
    }
  }

  /** Records that a directory did not let somebody in, for the desk. */
  void refused(LdapDirectory directory, Person person, BindAnswer answer, Origin origin) {
    Optional<Account> account =
        people.find(directory.name(), person.objectId()).map(Link::account).flatMap(accounts::find);
    note(account, directory, answer.name().toLowerCase(Locale.ROOT).replace('_', '-'), origin);
  }

  private void note(
      Optional<Account> account, LdapDirectory directory, String answer, Origin origin) {
    @Nullable Account of = account.orElse(null);
    transaction.executeWithoutResult(
        status ->
            events.publish(
                new SignInEvent.DirectoryRefused(
                    of == null ? null : of.id(), directory.name(), answer),
                origin));
  }
}
