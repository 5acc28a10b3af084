package org.sallyport.gate.notifications;

import java.util.List;
import java.util.OptionalInt;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.events.facts.NotificationKind;
import org.sallyport.platform.ratelimit.Decision;
import org.sallyport.platform.ratelimit.Demand;
import org.sallyport.platform.ratelimit.LimitName;
import org.sallyport.platform.ratelimit.MessageLimits;
import org.sallyport.platform.ratelimit.Quota;
import org.sallyport.platform.ratelimit.RateLimits;
import org.springframework.stereotype.Component;

/**
 * Limits the notices that go to an address within a day, in total and per account and kind. The
 * first of a kind about an account is always sent, so that many of one kind suppress none of
 * another, and what happens to one account none about another with the same address. Notices of
 * delayed changes are always sent and count towards no limit.
 */
@Component
@RequiredArgsConstructor
class NoticeLimits {
  private final RateLimits limits;
  private final MessageLimits messages;

  /**
   * Counts one more notice; empty if it must not be sent.
   *
   * @param about the account that it is about, or the subject of a notice to admins; may be empty
   */
  OptionalInt take(NotificationKind notificationKind, String about, String to) {
    if (notificationKind.goesAlways()) {
      return OptionalInt.of(1);
    }
    Quota quota = notificationKind.isForAdmins() ? Quota.ADMIN_NOTICE : Quota.OWNER_NOTICE;
    Demand ofKind =
        forAdmins(
            quota,
            LimitName.NOTICE_KIND
                .of(notificationKind.aDay())
                .demand(quota, notificationKind.name(), about, to));
    if (!(limits.take(List.of(ofKind)) instanceof Decision.Met met)) {
      return OptionalInt.empty();
    }
    int number = met.used().getFirst();
    Demand ofAddress = forAdmins(quota, messages.to(quota, to));
    boolean goes = limits.take(List.of(ofAddress)) instanceof Decision.Met || number == 1;
    return goes ? OptionalInt.of(number) : OptionalInt.empty();
  }

  /** Whatever happens to any account, the same admins are told. */
  private static Demand forAdmins(Quota quota, Demand demand) {
    return quota == Quota.ADMIN_NOTICE ? demand.ofMany() : demand;
  }
}
