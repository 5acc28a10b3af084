package org.sallyport.portal.studies.pages.list;

import java.time.Clock;
import java.time.Instant;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.groups.Groups;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;

/** The groups in which an account's membership has lapsed, so that their studies are missing. */
@Component
@RequiredArgsConstructor
class LapsedGroups {
  private final Groups groups;
  private final Clock clock;

  /** Their names; null if there are none. */
  @Nullable String of(AccountId account) {
    Instant now = clock.instant();
    String names =
        groups.of(account).stream()
            .filter(membership -> membership.hasLapsed(now))
            .map(membership -> membership.group().name())
            .collect(Messages.listing());
    return names.isEmpty() ? null : names;
  }
}
