package org.sallyport.gate.notifications;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.AccountNames;
import org.sallyport.gate.delivery.MessageBody.Fact;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.KeyEvent;
import org.sallyport.platform.events.SystemEvent;
import org.sallyport.platform.events.facts.NotificationKind;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;

/** Notices to the admins of events that are about no account. */
@Component
@RequiredArgsConstructor
class SystemNotices {
  private final NotificationComposer composer;
  private final AccountNames names;

  /** What fails one day unless somebody looks after it. */
  Notification upkeep(SystemEvent.UpkeepDue event) {
    List<Fact> facts = event.due().stream().map(SystemNotices::due).toList();
    return composer.toAdmin(NotificationKind.UPKEEP_FOR_ADMINS, "notice.upkeep.", facts);
  }

  /** For example "certificate archive". */
  private static Fact due(String due) {
    String[] parts = due.split(" ", 2);
    String label = "notice.upkeep." + parts[0];
    return NotificationComposer.fact(
        label,
        parts.length == 1
            ? Messages.text(label + "-due")
            : Messages.text(label + "-due", Messages.text("notice.upkeep.of." + parts[1])));
  }

  /** Somebody may earn from SMS: the admins see the figures, and can end the brake. */
  Notification smsBraked(SystemEvent.SmsBraked event) {
    return composer.toAdmin(
        NotificationKind.SMS_BRAKED_FOR_ADMINS,
        "notice.sms-braked.",
        List.of(
            NotificationComposer.fact("notice.fact.number-block", event.block()),
            NotificationComposer.fact(
                "notice.fact.stopped", Messages.text("notice.sms-braked." + event.scope())),
            NotificationComposer.fact(
                "notice.fact.entered",
                Messages.text("notice.sms-braked.of", event.answered(), event.sent()))));
  }

  /** Names the accounts: the admins have to know whom they may want to keep. */
  Notification erasureDue(SystemEvent.ErasureDue event) {
    Map<AccountId, String> usernames = names.usernames(event.accounts());
    List<Fact> facts =
        usernames.values().stream()
            .sorted()
            .map(username -> NotificationComposer.named("notice.fact.account", username))
            .toList();
    return composer.toAdmin(NotificationKind.ERASURE_FOR_ADMINS, "notice.erasure-due.", facts);
  }

  /**
   * An admin changed an application that signs people in here.
   *
   * @param what the last part of the key that says what was done
   */
  Notification application(String application, String what, String by) {
    return composer.toAdmin(
        NotificationKind.APPLICATION_FOR_ADMINS,
        "notice.application.",
        List.of(
            NotificationComposer.named("notice.fact.application", application),
            NotificationComposer.fact(
                "notice.fact.done", Messages.text("notice.application.done." + what)),
            NotificationComposer.named("notice.fact.by", by)));
  }

  /**
   * An admin made, replaced or ended a key for programs.
   *
   * @param what the last part of the key that says what was done
   */
  Notification key(String key, String what, String by) {
    return composer.toAdmin(
        NotificationKind.KEY_FOR_ADMINS,
        "notice.key.",
        List.of(
            NotificationComposer.named("notice.fact.key", key),
            NotificationComposer.fact("notice.fact.done", Messages.text("notice.key.done." + what)),
            NotificationComposer.named("notice.fact.by", by)));
  }

  /** A right key was refused. */
  Notification keyRefused(KeyEvent.Refused event, Origin origin) {
    String why = event.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
    return composer.toAdmin(
        NotificationKind.KEY_REFUSED_FOR_ADMINS,
        "notice.key-refused.",
        List.of(
            NotificationComposer.named("notice.fact.key", event.key()),
            NotificationComposer.fact(
                "notice.fact.reason", Messages.text("notice.key-refused.why." + why)),
            NotificationComposer.fact("notice.fact.address", composer.place(origin.address()))));
  }

  /** What each of the staff looked up on a day, in numbers. */
  Notification staffReads(SystemEvent.StaffReadsCounted event) {
    List<Fact> facts = event.staff().stream().map(SystemNotices::fact).toList();
    return composer.toAdmin(
        NotificationKind.STAFF_READS_FOR_ADMINS,
        Messages.text("notice.staff-reads.subject", composer.day(event.day())),
        Messages.text("notice.staff-reads.what"),
        facts,
        Messages.text("notice.staff-reads.next"));
  }

  private static Fact fact(SystemEvent.StaffReads reads) {
    return new Fact(
        PlainText.text(reads.by()),
        Messages.text(
            "notice.staff-reads.line",
            reads.searches(),
            reads.hits(),
            reads.accounts(),
            reads.studies()));
  }
}
