package org.sallyport.notifications;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sallyport.access.Origin;
import org.sallyport.delivery.MessageBody.Fact;
import org.sallyport.events.DomainEvent;
import org.sallyport.events.DomainEvents;
import org.sallyport.events.SystemEvent;
import org.sallyport.ratelimit.RateLimits;
import org.sallyport.ratelimit.Reached;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Notifies the admins when much of a limit of the installation is used, and when all of it is (rule
 * 9). It checks every few seconds in the background, so that writing the mails delays no sign-in.
 */
@Component
class LimitNotices {
  private static final Logger LOG = LoggerFactory.getLogger(LimitNotices.class);

  private final RateLimits limits;
  private final DomainEvents events;
  private final NotificationSender notificationSender;
  private final NotificationComposer notificationComposer;
  private final MeterRegistry meters;
  private final TransactionTemplate transaction;

  LimitNotices(
      RateLimits limits,
      DomainEvents events,
      NotificationSender notificationSender,
      NotificationComposer notificationComposer,
      MeterRegistry meters,
      TransactionTemplate transaction) {
    this.limits = limits;
    this.events = events;
    this.notificationSender = notificationSender;
    this.notificationComposer = notificationComposer;
    this.meters = meters;
    this.transaction = transaction;
  }

  @Scheduled(fixedDelay = 5, timeUnit = TimeUnit.SECONDS)
  void look() {
    try {
      limits.reached().forEach(this::tellOrLeave);
    } catch (RuntimeException e) {
      LOG.warn("limits could not be looked at: {}", e.toString());
    }
  }

  /** Sends one notice; a failed one is retried at the next check and does not affect the others. */
  private void tellOrLeave(Reached reached) {
    try {
      tell(reached);
    } catch (RuntimeException e) {
      LOG.warn("limit {} could not be told: {}", reached.limit(), e.toString());
    }
  }

  private void tell(Reached reached) {
    boolean sprayed = reached.limit().equals(SprayedCodes.LIMIT);
    DomainEvent event =
        sprayed
            ? new SystemEvent.CodesSprayed(String.valueOf(reached.about()), reached.used())
            : new SystemEvent.LimitReached(
                reached.limit(),
                reached.about(),
                reached.knownBrowsers(),
                reached.used(),
                reached.most());
    boolean told =
        Boolean.TRUE.equals(
            transaction.execute(
                status -> {
                  notificationSender.toAdmins(sprayed ? sprayed(reached) : limit(reached));
                  events.publish(event, Origin.COMMAND_LINE);
                  boolean mine = limits.told(reached);
                  if (!mine) {
                    status.setRollbackOnly();
                  }
                  return mine;
                }));
    if (told) {
      note(reached, sprayed);
    }
  }

  private void note(Reached reached, boolean sprayed) {
    LOG.warn(
        "{} of {} used: limit {}, {}",
        reached.used(),
        reached.most(),
        reached.limit(),
        sprayed ? "an address" : about(reached));
    meters.counter("sallyport.limits.reached", "limit", reached.limit()).increment();
  }

  private Notification limit(Reached reached) {
    return notificationComposer.toAdmin(
        NotificationKind.LIMIT_REACHED_FOR_ADMINS,
        reached.usedUp()
            ? "A sending limit of Sallyport is used up"
            : "A sending limit of Sallyport is nearly used up",
        reached.usedUp()
            ? "No more codes are sent under this limit until it is open again. People are told so, and are offered"
                + " their other ways to sign in."
            : "Four fifths of a limit on sending codes are used.",
        facts(reached),
        "If so many people sign in, raise the limit: docs/settings.md names it below sallyport.otp. If not, somebody"
            + " makes the installation send messages: look at the audit log.");
  }

  private List<Fact> facts(Reached reached) {
    List<Fact> facts = new ArrayList<>();
    facts.add(NotificationComposer.fact("Limit", reached.limit()));
    facts.add(NotificationComposer.fact("For", about(reached)));
    facts.add(
        NotificationComposer.fact(
            "Used", String.format(Locale.ROOT, "%d of %d", reached.used(), reached.most())));
    facts.add(NotificationComposer.fact("Open again", notificationComposer.when(reached.until())));
    return facts;
  }

  private static String about(Reached reached) {
    @Nullable String prefix = reached.about();
    String whom = prefix == null ? "all accounts" : "numbers that begin with " + prefix;
    return whom + (reached.knownBrowsers() ? ", in known browsers" : ", in new browsers");
  }

  private Notification sprayed(Reached reached) {
    return notificationComposer.toAdmin(
        NotificationKind.SPRAYED_CODES_FOR_ADMINS,
        "Wrong codes for many Sallyport accounts from one address",
        "Wrong codes were entered for many accounts from one address, each after the right password of the account."
            + " Somebody may know these passwords.",
        List.of(
            NotificationComposer.fact(
                "Address", notificationComposer.place(String.valueOf(reached.about()))),
            NotificationComposer.fact("Accounts within an hour", Integer.toString(reached.used()))),
        "The audit log names the accounts. If this is no network of yours, block the address and have the owners change"
            + " their passwords.");
  }
}
