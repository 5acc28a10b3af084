package org.sallyport.gate.account.password;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.PhysicianNumber;
import org.sallyport.gate.account.password.NewPassword.Common;
import org.sallyport.gate.account.password.NewPassword.Fine;
import org.sallyport.gate.account.password.NewPassword.FromContext;
import org.sallyport.gate.account.password.NewPassword.TooLong;
import org.sallyport.gate.account.password.NewPassword.TooShort;
import org.sallyport.platform.installation.Installation;
import org.springframework.stereotype.Component;

/**
 * Checks new passwords: long enough, not common, not made of context-specific words; no composition
 * rules (rule 37). No other host is queried.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class PasswordRules {
  /** How many characters must be left of a password without context-specific words. */
  private static final int MIN_REMAINING = 8;

  private final PasswordProperties properties;
  private final Installation installation;
  private final Accounts accounts;
  private final CommonPasswords common = new CommonPasswords();

  /** The minimum length of a new password in code points, shown on pages. */
  public int minLength() {
    return properties.minLength();
  }

  /** Checks a password chosen by an account's owner. */
  public NewPassword check(String password, Account account) {
    List<String> numbers =
        accounts.numbers(account.id()).stream().map(PhysicianNumber::number).toList();
    return check(password, account.username(), account.name(), account.email(), numbers);
  }

  public NewPassword check(
      String password,
      String username,
      @Nullable String name,
      @Nullable String email,
      Collection<String> numbers) {
    Optional<String> normal = PasswordText.normal(password);
    if (normal.isEmpty() && !password.isEmpty()) {
      return new TooLong(PasswordText.MAX_LENGTH);
    }
    if (PasswordText.length(normal.orElse("")) < properties.minLength()) {
      return new TooShort(properties.minLength());
    }
    if (common.has(normal.orElseThrow())) {
      return new Common();
    }
    return context(username, name, email, numbers)
        .giveAway(normal.orElseThrow(), MIN_REMAINING)
        .<NewPassword>map(FromContext::new)
        .orElseGet(Fine::new);
  }

  private ContextWords context(
      String username, @Nullable String name, @Nullable String email, Collection<String> numbers) {
    List<@Nullable String> about = new ArrayList<>(numbers);
    about.add("sallyport");
    about.add(installation.name());
    about.add(installation.host());
    about.add(username);
    about.add(name);
    about.add(email == null ? null : email.substring(0, email.indexOf('@')));
    return ContextWords.of(about);
  }
}
