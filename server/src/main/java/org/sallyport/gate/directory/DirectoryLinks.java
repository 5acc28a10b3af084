package org.sallyport.gate.directory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.AccountRegister;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.account.Role;
import org.sallyport.gate.directory.DirectoryPeople.Link;
import org.sallyport.gate.directory.ldap.LdapDirectory;
import org.sallyport.gate.directory.ldap.LdapUnreachable;
import org.sallyport.gate.directory.ldap.Person;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.ids.AccountId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Links existing accounts with people of a directory, by an act of an admin, and ends such links.
 * The directory is read before the transaction, so that no row waits for it.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class DirectoryLinks {
  private final Directories directories;
  private final DirectoryPeople people;
  private final AppliedPeople applied;
  private final Accounts accounts;
  private final AccountRegister register;
  private final DomainEvents events;

  /**
   * A person of a directory, as just read.
   *
   * @param role by the person's groups; empty if none of them has one
   * @param owner the account that the entry belongs to; empty if to none
   */
  public record Entry(
      LdapDirectory directory, Person person, Optional<Role> role, Optional<AccountId> owner) {
    public String objectId() {
      return person.objectId();
    }

    /** Recognises whether the entry is as it was shown. */
    public String shown() {
      return person.username() + " " + role.map(Role::word).orElse("") + " " + person.disabled();
    }
  }

  /** What became of a link. */
  public enum Linking {
    DONE,
    /** The entry is disabled in the directory, so the account would be disabled at once. */
    DISABLED_THERE,
    /** The same, because none of its groups has a role. */
    NO_ROLE,
    /** The entry belongs to an account already. */
    ENTRY_TAKEN,
    /** The account belongs to a directory already. */
    ACCOUNT_TAKEN,
    ACCOUNT_DISABLED,
    /** Nobody links their own account. */
    OWN,
    /** No admin with a password of their own would be left for the day the directory is away. */
    LAST_OWN_ADMIN
  }

  /** What became of the end of a link. */
  public enum Unlinking {
    DONE,
    /** The account belongs to no directory. */
    NOT_LINKED,
    OWN,
    /** No admin who can sign in would be left. */
    LAST_ADMIN
  }

  /**
   * Looks for a person by a name of the directory; empty if nobody has it, or several have.
   *
   * @throws LdapUnreachable if no server answers
   */
  public Optional<Entry> find(String directory, String username) throws LdapUnreachable {
    Optional<LdapDirectory> known = directories.find(directory);
    if (known.isEmpty()) {
      return Optional.empty();
    }
    Optional<Person> person = known.get().find(directories.typed(username)).person();
    return person.isPresent()
        ? Optional.of(entry(known.get(), known.get().withGroups(person.get())))
        : Optional.empty();
  }

  /**
   * Reads people by their ids; who is missing is no longer there.
   *
   * @throws LdapUnreachable if no server answers
   */
  public List<Entry> withIds(String directory, Collection<String> objectIds)
      throws LdapUnreachable {
    Optional<LdapDirectory> known = directories.find(directory);
    List<Entry> entries = new ArrayList<>();
    if (known.isPresent()) {
      for (Person person : known.get().withIds(objectIds)) {
        entries.add(entry(known.get(), person));
      }
    }
    return entries;
  }

  Entry entry(LdapDirectory directory, Person person) {
    return new Entry(
        directory,
        person,
        DirectoryAccounts.roleOf(person, directory.properties()),
        people.find(directory.name(), person.objectId()).map(Link::account));
  }

  /**
   * Links an account with an entry: its own password is deleted, its sessions end, and name, role
   * and groups are those of the directory from now on. Ways to sign in stay.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Linking link(Entry entry, AccountId id, Actor by, Origin origin) {
    if (id.equals(by.account())) {
      return Linking.OWN;
    }
    if (entry.person().disabled()) {
      return Linking.DISABLED_THERE;
    }
    if (entry.role().isEmpty()) {
      return Linking.NO_ROLE;
    }
    register.takeTurn();
    HeldAccount held = accounts.hold(id);
    if (held.account().isDisabled()) {
      return Linking.ACCOUNT_DISABLED;
    }
    if (held.account().directory() != null) {
      return Linking.ACCOUNT_TAKEN;
    }
    if (held.account().isAdmin() && !people.hasAnotherOwnAdmin(held)) {
      return Linking.LAST_OWN_ADMIN;
    }
    LdapDirectory directory = entry.directory();
    if (!people.add(held, directory.name(), entry.objectId(), by)) {
      return Linking.ENTRY_TAKEN;
    }
    events.publish(
        new AccountEvent.DirectoryLinked(id, directory.name(), by.name(), by.reason()), origin);
    applied.apply(
        directory, entry.person(), entry.role().get(), people.of(id).orElseThrow(), origin);
    return Linking.DONE;
  }

  /**
   * Ends the link of an account. It has no password then, so its sessions end, and its owner is
   * invited anew; ways to sign in stay.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Unlinking unlink(AccountId id, Actor by, Origin origin) {
    if (id.equals(by.account())) {
      return Unlinking.OWN;
    }
    register.takeTurn();
    HeldAccount held = accounts.hold(id);
    String directory = held.account().directory();
    if (directory == null) {
      return Unlinking.NOT_LINKED;
    }
    if (held.account().isAdmin() && !people.hasAnotherAdmin(held)) {
      return Unlinking.LAST_ADMIN;
    }
    people.remove(held);
    events.publish(
        new AccountEvent.DirectoryUnlinked(id, directory, by.name(), by.reason()), origin);
    return Unlinking.DONE;
  }
}
