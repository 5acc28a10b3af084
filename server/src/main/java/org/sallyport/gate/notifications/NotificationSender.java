package org.sallyport.gate.notifications;

import java.time.Clock;
import java.util.Comparator;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.Addressee;
import org.sallyport.gate.delivery.Addresses;
import org.sallyport.gate.delivery.Channel;
import org.sallyport.gate.delivery.Message;
import org.sallyport.gate.delivery.MessageBody;
import org.sallyport.gate.delivery.Outbox;
import org.sallyport.gate.delivery.Priority;
import org.sallyport.gate.notifications.optional.UnsubscribeLinks;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.DomainEvent;
import org.sallyport.platform.events.facts.NotificationKind;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.messages.Language;
import org.sallyport.platform.messages.Messages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.lang.Contract;
import org.springframework.stereotype.Component;

/**
 * Puts notices into the outbox, in the transaction of the event. A recipient without a usable
 * address is skipped, so that the event is not rolled back.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class NotificationSender {
  private static final Logger LOG = LoggerFactory.getLogger(NotificationSender.class);

  private final Outbox outbox;
  private final NoticeLimits limits;
  private final Accounts accounts;
  private final UnsubscribeLinks unsubscribeLinks;
  private final Clock clock;

  /** Writes the notice of an event. */
  @FunctionalInterface
  public interface Notice<E extends DomainEvent> {
    Notification of(NotificationContext now, E event);
  }

  /** Notifies the owner of the account of an event. */
  <E extends DomainEvent> NotificationContext toOwner(E event, Origin origin, Notice<E> notice) {
    return toOwner(event, origin, now -> notice.of(now, event));
  }

  /** The same for a notice that says nothing of the event but its time and origin. */
  NotificationContext toOwner(
      DomainEvent event, Origin origin, Function<NotificationContext, Notification> notice) {
    return tellOwner(Objects.requireNonNull(event.account()), origin, notice);
  }

  /** Notifies the owner of the account of an event, and all admins. */
  <E extends DomainEvent> void toOwnerAndAdmins(
      E event, Origin origin, Notice<E> toOwner, Notice<E> toAdmins) {
    toOwnerAndAdmins(event, origin, now -> toOwner.of(now, event), now -> toAdmins.of(now, event));
  }

  /** The same for notices that say nothing of the event but its time and origin. */
  void toOwnerAndAdmins(
      DomainEvent event,
      Origin origin,
      Function<NotificationContext, Notification> toOwner,
      Function<NotificationContext, Notification> toAdmins) {
    NotificationContext now = toOwner(event, origin, toOwner);
    toAdmins(() -> toAdmins.apply(now));
  }

  /** The context of an event that just happened to an account. */
  NotificationContext now(AccountId account, Origin origin) {
    return new NotificationContext(accounts.find(account).orElseThrow(), clock.instant(), origin);
  }

  /** Notifies the owner of an account of an event that just happened. */
  public NotificationContext tellOwner(
      AccountId account, Origin origin, Function<NotificationContext, Notification> notification) {
    NotificationContext notificationContext = now(account, origin);
    Account owner = notificationContext.account();
    toOwner(owner, Addressee.compose(owner, () -> notification.apply(notificationContext)));
    return notificationContext;
  }

  /** Notifies the owner in another language than the account now has. */
  <E extends DomainEvent> void toOwnerIn(
      Language language, E event, Origin origin, Notice<E> notice) {
    NotificationContext context = now(Objects.requireNonNull(event.account()), origin);
    Account owner = context.account();
    toOwner(owner, Addressee.compose(owner, language, () -> notice.of(context, event)));
  }

  /** Notifies the owner of an account by mail. */
  public void tellByMail(AccountId account, Supplier<Notification> notification) {
    Account owner = accounts.find(account).orElseThrow();
    mail(account, owner.email(), Addressee.compose(owner, notification));
  }

  /** Notifies the owner of an account, by SMS if it has no mail address. */
  public void tellOwner(
      NotificationContext context, Function<NotificationContext, Notification> notification) {
    Account owner = context.account();
    toOwner(owner, Addressee.compose(owner, () -> notification.apply(context)));
  }

  private void toOwner(Account account, Notification notification) {
    Notification alone = notification.withoutMail();
    if (!reaches(Channel.EMAIL, account.email())
        && reaches(Channel.SMS, account.phone())
        && alone.sms() != null) {
      sms(account.id(), account.phone(), alone);
      return;
    }
    mail(account.id(), account.email(), notification);
    sms(account.id(), account.phone(), notification);
  }

  /**
   * Sends the SMS form of a notice, if it has one.
   *
   * @param about the account that it is about; null for a notice to admins
   */
  void sms(@Nullable AccountId about, @Nullable String phone, Notification notification) {
    String text = notification.sms();
    if (text != null
        && reaches(Channel.SMS, phone)
        && limits.take(notification.kind(), text(about), phone).isPresent()) {
      outbox.put(Message.sms(phone, text).withPriority(priority(notification.kind())));
    }
  }

  /**
   * Notifies all admins that can be reached by mail, in a fixed order to avoid deadlocks: each
   * recipient's daily count is locked until the transaction ends.
   */
  void toAdmins(Supplier<Notification> notification) {
    toAdmins(notification, "");
  }

  /**
   * The same for one of several subjects of its kind, each with daily limits of its own, so that
   * what anybody can cause uses up no other.
   */
  void toAdmins(Supplier<Notification> notification, String subject) {
    toAdmins(accounts.admins().stream(), notification, subject);
  }

  /** Notifies all members of the help desk, who unlock accounts. */
  void toHelpDesk(Supplier<Notification> notification) {
    toAdmins(accounts.helpDesk().stream(), notification, "");
  }

  /** Notifies all admins but the one whose account an event is about. */
  void toOtherAdmins(AccountId account, Supplier<Notification> notification) {
    toAdmins(
        accounts.admins().stream().filter(admin -> !admin.id().equals(account)), notification, "");
  }

  /** Each admin in the language of the account; an address that several have is told once. */
  private void toAdmins(
      Stream<Account> admins, Supplier<Notification> notification, String subject) {
    SortedMap<String, Language> languages = new TreeMap<>();
    admins
        .sorted(Comparator.comparing(Account::username))
        .forEach(
            admin -> {
              if (admin.email() != null) {
                languages.putIfAbsent(admin.email(), Language.ofOrInstallation(admin.language()));
              }
            });
    languages.forEach(
        (to, language) ->
            language.compose(
                () -> {
                  mailCounted(subject, to, notification.get(), null);
                  return to;
                }));
  }

  /**
   * Mails a notice.
   *
   * @param about the account that it is about; null for a notice to admins
   */
  void mail(@Nullable AccountId about, @Nullable String to, Notification notification) {
    mailCounted(text(about), to, notification, about);
  }

  private static String text(@Nullable AccountId about) {
    return about == null ? "" : about.toString();
  }

  private void mailCounted(
      String about, @Nullable String to, Notification notification, @Nullable AccountId owner) {
    if (!reaches(Channel.EMAIL, to)) {
      LOG.warn("a notice was not sent, there is no e-mail address: {}", notification.kind());
      return;
    }
    OptionalInt number = limits.take(notification.kind(), about, to);
    if (number.isPresent()) {
      MessageBody body = body(notification, number.getAsInt());
      Message mail =
          Message.mail(to, notification.subject(), body)
              .withPriority(priority(notification.kind()));
      outbox.put(
          notification.kind().isOptional() && owner != null
              ? mail.withUnsubscribe(unsubscribeLinks.of(owner))
              : mail);
    }
  }

  private static Priority priority(NotificationKind kind) {
    return kind.isAboutSecurity() ? Priority.SECURITY : Priority.OTHER;
  }

  /** The last of several a day says that no more follow. */
  private static MessageBody body(Notification notification, int number) {
    int most = notification.kind().aDay();
    return most > 1 && number == most
        ? notification.sheet().and(new MessageBody.Small(Messages.text("notice.last-today")))
        : notification.sheet();
  }

  @Contract("_, null -> false")
  private static boolean reaches(Channel channel, @Nullable String to) {
    return to != null && Addresses.isAddress(channel, to);
  }
}
