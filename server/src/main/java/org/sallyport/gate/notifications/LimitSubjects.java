package org.sallyport.gate.notifications;

import java.util.Optional;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ratelimit.Demand;
import org.springframework.stereotype.Component;

/** Whom or what a limit concerns, for admins. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class LimitSubjects {
  private final Accounts accounts;

  /** The username of a person or the name of a key whose limit it is; empty if it is neither's. */
  public Optional<String> person(@Nullable String about) {
    if (about != null && about.startsWith(Actor.KEY)) {
      return Optional.of(about);
    }
    return account(about).map(id -> accounts.find(id).map(Account::username).orElse(id.toString()));
  }

  /** A username, or the beginning of telephone numbers; null if nobody can be named. */
  public @Nullable String name(@Nullable String about) {
    return about == null || about.equals(Demand.UNNAMED) ? null : person(about).orElse(about);
  }

  /** The account whose limit it is; empty if it is no account's. */
  public Optional<AccountId> account(@Nullable String about) {
    try {
      return Optional.ofNullable(about)
          .filter(it -> it.length() == 36)
          .map(it -> new AccountId(UUID.fromString(it)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
