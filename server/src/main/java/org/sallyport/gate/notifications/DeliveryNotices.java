package org.sallyport.gate.notifications;

import static org.sallyport.gate.notifications.NotificationComposer.fact;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.delivery.Channel;
import org.sallyport.gate.delivery.MessageBody.Fact;
import org.sallyport.gate.delivery.MessageFailed;
import org.sallyport.gate.delivery.StoredText;
import org.sallyport.gate.delivery.routes.RouteFailing;
import org.sallyport.gate.delivery.routes.SpendingNear;
import org.sallyport.platform.events.facts.NotificationKind;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.messages.Messages;
import org.sallyport.platform.messages.SmsText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Notifies the admins, once a day, of failed deliveries, over the other channel: by mail about SMS
 * and calls, by SMS about mails. A route that begins to fail is told by mail, and so is what SMS
 * cost.
 */
@Component
@RequiredArgsConstructor
class DeliveryNotices {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryNotices.class);

  private static final Duration MIN_INTERVAL = Duration.ofMinutes(10);

  private final Map<Channel, Instant> lookedAt = new ConcurrentHashMap<>();
  private final NotificationComposer composer;
  private final NotificationSender notificationSender;
  private final Accounts accounts;
  private final Installation installation;
  private final TransactionTemplate transaction;
  private final Clock clock;

  @EventListener
  void on(MessageFailed failed) {
    if (failed.isHeldBack() || !isDue(failed.channel())) {
      return;
    }
    try {
      transaction.executeWithoutResult(status -> tell(failed));
    } catch (RuntimeException e) {
      LOG.warn("the admins could not be notified of failed messages: {}", e.toString());
    }
  }

  @EventListener
  void on(RouteFailing failing) {
    try {
      transaction.executeWithoutResult(
          status -> notificationSender.toAdmins(() -> notice(failing), failing.route()));
    } catch (RuntimeException e) {
      LOG.warn("the admins could not be notified of a failing route: {}", e.toString());
    }
  }

  /** In the transaction that notes that the admins were told. */
  @EventListener
  void on(SpendingNear near) {
    notificationSender.toAdmins(() -> notice(near), near.day().toString());
  }

  private Notification notice(SpendingNear near) {
    return composer.toAdmin(
        NotificationKind.SPENDING_NEAR_FOR_ADMINS,
        "notice.spending-near.",
        List.of(
            fact("notice.fact.when", composer.day(near.day())),
            fact(
                "notice.fact.used",
                Messages.text("notice.spending-near.used", near.spent(), near.most()))));
  }

  private Notification notice(RouteFailing failing) {
    return composer.toAdmin(
        NotificationKind.ROUTE_FAILING_FOR_ADMINS,
        Messages.text(
            switch (failing.channel()) {
              case EMAIL -> "notice.route-failing.subject-email";
              case SMS -> "notice.route-failing.subject-sms";
              case VOICE -> "notice.route-failing.subject-voice";
            }),
        Messages.text("notice.route-failing.text"),
        List.of(
            fact("notice.fact.route", failing.route()),
            fact("notice.fact.when", composer.when(clock.instant())),
            fact("notice.fact.reason", StoredText.read(failing.reason()))),
        Messages.text("notice.delivery-failed.next"));
  }

  /** Avoids checking the daily limit, which decides, at every failure in a burst of failures. */
  private boolean isDue(Channel channel) {
    Instant now = clock.instant();
    AtomicBoolean due = new AtomicBoolean();
    lookedAt.compute(
        channel,
        (any, last) -> {
          due.set(last == null || !now.isBefore(last.plus(MIN_INTERVAL)));
          return due.get() ? now : last;
        });
    return due.get();
  }

  private void tell(MessageFailed failed) {
    if (failed.channel().isToNumber()) {
      notificationSender.toAdmins(() -> notice(failed));
      return;
    }
    Notification notification = notice(failed).alsoBySms(sms(failed));
    List<Account> admins = accounts.admins();
    admins.stream()
        .map(Account::phone)
        .sorted(DeliveryNotices::byNumber)
        .forEach(phone -> notificationSender.sms(null, phone, notification));
  }

  private static int byNumber(@Nullable String one, @Nullable String other) {
    return String.valueOf(one).compareTo(String.valueOf(other));
  }

  private Notification notice(MessageFailed failed) {
    return composer.toAdmin(
        NotificationKind.DELIVERY_FAILED_FOR_ADMINS,
        Messages.text(
            switch (failed.channel()) {
              case EMAIL -> "notice.delivery-failed.subject-email";
              case SMS -> "notice.delivery-failed.subject-sms";
              case VOICE -> "notice.delivery-failed.subject-voice";
            }),
        Messages.text(
            switch (failed.channel()) {
              case EMAIL -> "notice.delivery-failed.email";
              case SMS -> "notice.delivery-failed.sms";
              case VOICE -> "notice.delivery-failed.voice";
            }),
        facts(failed),
        Messages.text("notice.delivery-failed.next"));
  }

  private List<Fact> facts(MessageFailed failed) {
    String when = composer.when(clock.instant());
    return List.of(
        fact("notice.fact.when", when),
        fact("notice.fact.reason", StoredText.read(failed.reason())));
  }

  private String sms(MessageFailed failed) {
    return SmsText.of(
        "sms.delivery-failed",
        installation.host(),
        PlainText.text(StoredText.read(failed.reason())));
  }
}
