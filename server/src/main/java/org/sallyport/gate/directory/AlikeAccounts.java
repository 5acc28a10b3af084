package org.sallyport.gate.directory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.Usernames;
import org.sallyport.gate.account.contact.Phone;
import org.sallyport.gate.account.contact.Phones;
import org.sallyport.gate.directory.DirectoryLinks.Entry;
import org.sallyport.gate.directory.ldap.LdapDirectory;
import org.sallyport.gate.directory.ldap.LdapUnreachable;
import org.sallyport.gate.directory.ldap.Person;
import org.springframework.stereotype.Component;

/**
 * Accounts without a directory whose username somebody in a directory has. A username alone proves
 * nothing, nor does an address alone: both are given to somebody else after their owner left. So a
 * pair is proposed only if a second attribute agrees too, and an admin decides.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class AlikeAccounts {
  /** How many accounts one page looks at. */
  public static final int AT_ONCE = 100;

  private final DirectoryLinks links;
  private final Accounts accounts;
  private final Phones phones;

  /** What agrees besides the username. */
  public enum Agreement {
    EMAIL,
    PHONE,
    NUMBER,
    NAME
  }

  /** An account and the entry with its username. */
  public record Pair(Account account, Entry entry, Set<Agreement> agreements) {
    /** Whether enough agrees to propose them: a name alone is nothing more than the username. */
    public boolean isProposed() {
      return agreements.stream().anyMatch(it -> it != Agreement.NAME);
    }
  }

  /**
   * Some of the pairs.
   *
   * @param next after which username the next ones are; empty if these are the last
   */
  public record Page(List<Pair> pairs, Optional<String> next) {}

  /**
   * The pairs of the next accounts without a directory.
   *
   * @param after a username; empty for the first ones
   * @throws LdapUnreachable if no server answers
   */
  public Page after(LdapDirectory directory, String after) throws LdapUnreachable {
    List<Account> without = accounts.withoutDirectory(after, AT_ONCE);
    Map<String, Account> byKey = new HashMap<>();
    without.forEach(account -> byKey.put(Usernames.key(account.username()), account));
    List<String> found = directory.named(byKey.keySet()).stream().map(Person::objectId).toList();
    List<Pair> pairs = new ArrayList<>();
    for (Entry entry : links.withIds(directory.name(), found)) {
      Account account = byKey.get(Usernames.key(entry.person().username()));
      if (account != null && entry.owner().isEmpty()) {
        pairs.add(pair(account, entry));
      }
    }
    pairs.sort(
        Comparator.comparing((Pair pair) -> !pair.isProposed())
            .thenComparing(pair -> pair.account().username()));
    return new Page(
        pairs,
        without.size() < AT_ONCE ? Optional.empty() : Optional.of(without.getLast().username()));
  }

  /** Whether an account and an entry are still such that they may be linked with many others. */
  public boolean agree(Account account, Entry entry) {
    return Usernames.key(account.username()).equals(Usernames.key(entry.person().username()))
        && pair(account, entry).isProposed();
  }

  /** What of an account and an entry agrees. */
  public Pair pair(Account account, Entry entry) {
    Person person = entry.person();
    Set<Agreement> agreements = EnumSet.noneOf(Agreement.class);
    if (isSame(account.email(), person.email())) {
      agreements.add(Agreement.EMAIL);
    }
    if (account.phone() != null && account.phone().equals(e164(person.phone()))) {
      agreements.add(Agreement.PHONE);
    }
    if (accounts.numbers(account.id()).stream()
        .anyMatch(
            own -> person.numbers().getOrDefault(own.issuer(), List.of()).contains(own.number()))) {
      agreements.add(Agreement.NUMBER);
    }
    if (isSame(account.name(), person.name())) {
      agreements.add(Agreement.NAME);
    }
    return new Pair(account, entry, agreements);
  }

  private @Nullable String e164(@Nullable String typed) {
    return typed != null && phones.parse(typed) instanceof Phone.Mobile mobile
        ? mobile.e164()
        : null;
  }

  private static boolean isSame(@Nullable String one, @Nullable String other) {
    return one != null
        && other != null
        && one.toLowerCase(Locale.ROOT).equals(other.toLowerCase(Locale.ROOT));
  }
}
