package org.sallyport.gate.personaldata;

import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.PhysicianNumber;
import org.sallyport.gate.account.ReservedNames;
import org.sallyport.gate.account.Usernames;
import org.sallyport.platform.ids.PatientNumber;
import org.springframework.stereotype.Component;

/** The texts by which the owner of an account is found in events that are bound to it. */
@Component
@RequiredArgsConstructor
class IdentifyingTexts {
  /** A shorter number would be found in what is no number. */
  private static final int LEAST_NUMBER = 4;

  private final Accounts accounts;

  /**
   * The texts about an owner.
   *
   * @param names usernames and name, as components of events have them
   * @param words what is looked for within a text: these, addresses and numbers, without those that
   *     are words of the log
   */
  record Of(Set<String> names, Set<String> words) {}

  Of of(Account account) {
    Set<String> names = new LinkedHashSet<>();
    names.add(account.username());
    names.add(Usernames.key(account.username()));
    names.add(account.name());
    names.removeIf(String::isBlank);
    Set<String> words = new LinkedHashSet<>(names);
    words.addAll(destinations(account));
    words.addAll(numbers(account));
    words.removeIf(word -> word.isBlank() || ReservedNames.has(word));
    return new Of(names, words);
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
}
