package org.sallyport.gate.radius;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.sallyport.gate.account.groups.Groups;
import org.sallyport.platform.ids.AccountId;
import org.springframework.stereotype.Component;

/** The groups by which an account may enter a network. */
@Component
class Memberships {
  private final Groups groups;
  private final Clock clock;

  Memberships(Groups groups, Clock clock) {
    this.groups = groups;
    this.clock = clock;
  }

  /** The names of the groups in which the account is now; not those that have lapsed. */
  List<String> of(AccountId account) {
    Instant now = clock.instant();
    return groups.of(account).stream()
        .filter(it -> !it.hasLapsed(now))
        .map(it -> it.group().name())
        .toList();
  }
}
