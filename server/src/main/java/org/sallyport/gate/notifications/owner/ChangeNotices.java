package org.sallyport.gate.notifications.owner;

import static org.sallyport.gate.notifications.NotificationComposer.fact;
import static org.sallyport.gate.notifications.NotificationComposer.named;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Role;
import org.sallyport.gate.delivery.MessageBody.Fact;
import org.sallyport.gate.notifications.Desk;
import org.sallyport.gate.notifications.Notification;
import org.sallyport.gate.notifications.NotificationComposer;
import org.sallyport.gate.notifications.NotificationContext;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.events.ChangedValue;
import org.sallyport.platform.events.facts.NotificationKind;
import org.sallyport.platform.messages.Language;
import org.sallyport.platform.messages.Messages;
import org.sallyport.platform.messages.SmsText;
import org.springframework.stereotype.Component;

/** Notices of account changes other than those of contacts (rule 28). */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class ChangeNotices {
  /** Values of an account that have no event, and so no notice, of their own. */
  private static final Set<String> WITHOUT_NOTICE =
      Set.of(
          "username",
          "name",
          "language",
          "physician_numbers",
          "patient_numbers",
          "password_change");

  private final NotificationComposer composer;
  private final Desk desk;
  private final ChangeNames changeNames;

  public Notification password(
      NotificationContext notificationContext, AccountEvent.PasswordChanged event) {
    if (event.way().equals("forgotten")) {
      return forgotten(notificationContext);
    }
    return composer.ofChange(
        NotificationKind.PASSWORD_CHANGED, "notice.password-changed.", notificationContext);
  }

  /** The mailbox may be compromised, so the notice also goes to the mobile number. */
  private Notification forgotten(NotificationContext notificationContext) {
    return composer
        .toOwner(
            NotificationKind.PASSWORD_CHANGED,
            Messages.text("notice.password-changed.subject"),
            byLink(notificationContext),
            composer.facts(notificationContext),
            desk.canUndo())
        .alsoBySms(SmsText.of("sms.password-by-link", desk.brief()));
  }

  /** With the time from which codes are mailed again, if none are now. */
  private String byLink(NotificationContext notificationContext) {
    Instant from = notificationContext.account().emailCodesBlockedUntil();
    return from == null || !notificationContext.at().isBefore(from)
        ? Messages.text("notice.password-changed.by-link")
        : Messages.text("notice.password-changed.by-link-email-later", composer.when(from));
  }

  public Notification method(
      NotificationContext notificationContext, AccountEvent.MethodChanged event) {
    return composer.ofChange(
        NotificationKind.METHOD_CHANGED,
        "notice.method-changed.",
        notificationContext,
        fact("notice.fact.new-method", changeNames.name(event.to())),
        fact("notice.fact.before", changeNames.name(event.from())));
  }

  public Notification ways(
      NotificationContext notificationContext, AccountEvent.OtherWaysChanged event) {
    String off =
        event.off().isEmpty() ? Messages.text("notice.fact.none") : changeNames.names(event.off());
    return composer.ofChange(
        NotificationKind.METHOD_CHANGED,
        "notice.ways-changed.",
        notificationContext,
        new Fact(Messages.text("notice.fact.off"), off));
  }

  public Notification language(
      NotificationContext notificationContext, AccountEvent.LanguageChanged event) {
    return composer.ofChange(
        NotificationKind.LANGUAGE_CHANGED,
        "notice.language-changed.",
        notificationContext,
        named("notice.fact.language", Language.ofOrInstallation(event.to()).ownName()));
  }

  /** The values of which {@link #edited} notifies the owner. */
  public static List<String> edits(AccountEvent.Imported event) {
    return event.made()
        ? List.of()
        : event.changes().stream()
            .map(ChangedValue::what)
            .filter(WITHOUT_NOTICE::contains)
            .toList();
  }

  /** The notice of values that have no notice of their own. */
  public Notification edited(NotificationContext notificationContext, AccountEvent.Imported event) {
    return composer.toOwner(
        NotificationKind.ACCOUNT_EDITED,
        Messages.text("notice.account-edited.subject"),
        Messages.text("notice.account-edited.what", names(edits(event))),
        composer.facts(notificationContext, named("notice.fact.reason", event.reason())),
        desk.canUndo());
  }

  private static String names(List<String> values) {
    return values.stream()
        .map(value -> Messages.text("notice.account-edited.value." + value))
        .collect(Messages.listing());
  }

  /** The role with rights over others that an import gave to the account; empty if it gave none. */
  public static Optional<Role> staffRole(AccountEvent.Imported event) {
    return event.changes().stream()
        .filter(change -> change.what().equals("role"))
        .map(change -> Role.of(change.to()))
        .filter(role -> role.rights().helps())
        .findFirst();
  }

  /** The notice to admins of an account with rights over others. */
  public Notification staff(
      NotificationContext notificationContext, AccountEvent.Imported event, Role role) {
    return composer.toAdmin(
        NotificationKind.STAFF_ROLE_FOR_ADMINS,
        "notice.staff-role-for-admins.",
        composer.facts(
            notificationContext,
            fact("notice.fact.new-role", role.word()),
            named("notice.fact.by", event.by()),
            named("notice.fact.reason", event.reason())));
  }

  public Notification refused(
      NotificationContext notificationContext, AccountEvent.ChangeRefused event) {
    return composer.toOwner(
        NotificationKind.CHANGE_REFUSED,
        Messages.text("notice.change-refused.subject"),
        Messages.text("notice.change-refused.what", ChangeNames.change(event.change())),
        composer.facts(notificationContext),
        Messages.text("notice.change-refused.not-you"));
  }
}
