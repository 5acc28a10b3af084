package org.sallyport.gate.notifications;

import static org.sallyport.gate.notifications.NotificationComposer.fact;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.TimeUnit;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.delivery.MessageBody.Fact;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.DomainEvent;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.SystemEvent;
import org.sallyport.platform.events.facts.NotificationKind;
import org.sallyport.platform.installation.Counted;
import org.sallyport.platform.messages.Messages;
import org.sallyport.platform.ratelimit.LimitName;
import org.sallyport.platform.ratelimit.RateLimits;
import org.sallyport.platform.ratelimit.ReachedLimit;
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
@RequiredArgsConstructor
class LimitNotices {
  private static final Logger LOG = LoggerFactory.getLogger(LimitNotices.class);

  private final RateLimits limits;
  private final DomainEvents events;
  private final NotificationSender notificationSender;
  private final NotificationComposer composer;
  private final LimitSubjects subjects;
  private final MeterRegistry meters;
  private final TransactionTemplate transaction;

  @Scheduled(fixedDelay = 5, timeUnit = TimeUnit.SECONDS)
  void look() {
    try {
      limits.reached().forEach(this::tellOrLeave);
    } catch (RuntimeException e) {
      LOG.warn("limits could not be read: {}", e.toString());
    }
  }

  /** Sends one notice; a failed one is retried at the next check and does not affect the others. */
  private void tellOrLeave(ReachedLimit reached) {
    try {
      tell(reached);
    } catch (RuntimeException e) {
      LOG.warn("the notice about limit {} could not be sent: {}", reached.limit(), e.toString());
    }
  }

  private void tell(ReachedLimit reached) {
    boolean sprayed = reached.limit().equals(LimitName.WRONG_CODE_ACCOUNTS.key());
    Boolean sent =
        transaction.execute(
            status -> {
              boolean isFirst = send(reached, sprayed);
              if (!isFirst) {
                status.setRollbackOnly();
              }
              return isFirst;
            });
    if (Boolean.TRUE.equals(sent)) {
      note(reached, sprayed);
    }
  }

  /** Sends the notice; false if it was already sent: then this must be rolled back. */
  private boolean send(ReachedLimit reached, boolean sprayed) {
    notificationSender.toAdmins(() -> sprayed ? sprayed(reached) : limit(reached), reached.limit());
    events.publish(event(reached, sprayed), Origin.COMMAND_LINE);
    return limits.told(reached);
  }

  private DomainEvent event(ReachedLimit reached, boolean sprayed) {
    return sprayed
        ? new SystemEvent.CodesSprayed(String.valueOf(reached.about()), reached.used())
        : new SystemEvent.LimitReached(
            reached.limit(),
            subjects.name(reached.about()),
            subjects.account(reached.about()).orElse(null),
            reached.knownBrowsers(),
            reached.used(),
            reached.most());
  }

  private void note(ReachedLimit reached, boolean sprayed) {
    LOG.warn(
        "{} of {} used: limit {}, {}",
        reached.used(),
        reached.most(),
        reached.limit(),
        sprayed || isOfOne(reached) ? "one of many" : about(reached));
    meters.counter("sallyport.rate.limit.warnings", "limit", reached.limit()).increment();
  }

  private Notification limit(ReachedLimit reached) {
    return composer.toAdmin(
        NotificationKind.LIMIT_REACHED_FOR_ADMINS,
        reached.usedUp()
            ? Messages.text("notice.limit.subject-used-up")
            : Messages.text("notice.limit.subject-nearly"),
        Messages.text(what(reached)),
        facts(reached),
        Messages.text(isOfOne(reached) ? "notice.limit.of-one.next" : "notice.limit.next"));
  }

  private static String what(ReachedLimit reached) {
    if (isOfOne(reached)) {
      return reached.usedUp() ? "notice.limit.of-one.used-up" : "notice.limit.of-one.nearly";
    }
    return reached.usedUp() ? "notice.limit.used-up" : "notice.limit.nearly";
  }

  /** Whether it is the limit of one person, address or network among many. */
  private static boolean isOfOne(ReachedLimit reached) {
    String about = reached.about();
    return about != null && !about.startsWith("+");
  }

  private List<Fact> facts(ReachedLimit reached) {
    String used =
        Messages.text(
            "notice.limit.used", Counted.number(reached.used()), Counted.number(reached.most()));
    String until = composer.when(reached.until());
    return List.of(
        fact("notice.fact.limit", reached.limit()),
        fact("notice.fact.for", about(reached)),
        fact("notice.fact.used", used),
        fact("notice.fact.available-again", until));
  }

  private String about(ReachedLimit reached) {
    if (isOfOne(reached)) {
      return subjects
          .person(reached.about())
          .map(it -> Messages.text("notice.limit.of-one.person", it))
          .orElseGet(() -> Messages.text("notice.limit.of-one.unnamed"));
    }
    @Nullable String prefix = reached.about();
    boolean known = reached.knownBrowsers();
    if (prefix == null) {
      return Messages.text(known ? "notice.limit.all-known" : "notice.limit.all-new");
    }
    return Messages.text(known ? "notice.limit.prefix-known" : "notice.limit.prefix-new", prefix);
  }

  private Notification sprayed(ReachedLimit reached) {
    String address = composer.place(String.valueOf(reached.about()));
    return composer.toAdmin(
        NotificationKind.SPRAYED_CODES_FOR_ADMINS,
        "notice.sprayed-codes.",
        List.of(
            fact("notice.fact.address", address),
            fact("notice.fact.accounts", Counted.number(reached.used()))));
  }
}
