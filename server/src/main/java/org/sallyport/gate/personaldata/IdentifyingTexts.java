package org.sallyport.gate.personaldata;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.PhysicianNumber;
import org.sallyport.gate.account.Usernames;
import org.sallyport.gate.account.search.SearchWordHash;
import org.sallyport.platform.ids.PatientNumber;
import org.springframework.stereotype.Component;

/** The texts by which the owner of an account is found in the audit log. */
@Component
class IdentifyingTexts {
  /** A shorter number would be found in what is no number. */
  private static final int LEAST_NUMBER = 4;

  private final Accounts accounts;
  private final SearchWordHash searches;

  IdentifyingTexts(Accounts accounts, SearchWordHash searches) {
    this.accounts = accounts;
    this.searches = searches;
  }

  /**
   * The texts about an owner.
   *
   * @param usernames as events name who acted
   * @param others name, addresses, numbers, and the hashes of searches for them
   * @param destinations of messages
   */
  record Of(List<String> usernames, List<String> others, Set<String> destinations) {}

  Of of(Account account) {
    Set<String> usernames = new LinkedHashSet<>();
    usernames.add(account.username());
    usernames.add(Usernames.key(account.username()));
    Set<String> destinations = destinations(account);
    Set<String> plain = new LinkedHashSet<>(destinations);
    plain.add(account.name());
    plain.addAll(numbers(account));
    plain.removeIf(String::isBlank);
    Set<String> others = new LinkedHashSet<>(plain);
    Stream.concat(usernames.stream(), searched(plain)).forEach(text -> others.addAll(hashes(text)));
    return new Of(List.copyOf(usernames), List.copyOf(others), destinations);
  }

  /** The address and the number to which messages to the owner go. */
  static Set<String> destinations(Account account) {
    return Stream.of(account.email(), account.phone())
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  private Set<String> numbers(Account account) {
    return Stream.concat(
            accounts.numbers(account.id()).stream().map(PhysicianNumber::number),
            accounts.patientNumbers(account.id()).stream().map(PatientNumber::number))
        .filter(number -> number.length() >= LEAST_NUMBER)
        .collect(Collectors.toSet());
  }

  /** What staff may have typed to find somebody: all of it, or a word. */
  private static Stream<String> searched(Set<String> plain) {
    return Stream.concat(
        plain.stream(), plain.stream().flatMap(text -> Stream.of(text.split("[\\s,;.@]+"))));
  }

  private List<String> hashes(String text) {
    return SearchWordHash.KINDS.stream().map(kind -> searches.of(kind, text)).toList();
  }
}
