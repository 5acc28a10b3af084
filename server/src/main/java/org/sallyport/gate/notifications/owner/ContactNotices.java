package org.sallyport.gate.notifications.owner;

import static org.sallyport.gate.notifications.NotificationComposer.fact;
import static org.sallyport.gate.notifications.NotificationComposer.named;

import java.util.ArrayList;
import java.util.List;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.delivery.MessageBody.Fact;
import org.sallyport.gate.notifications.Desk;
import org.sallyport.gate.notifications.Notification;
import org.sallyport.gate.notifications.NotificationComposer;
import org.sallyport.gate.notifications.NotificationContext;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.events.facts.NotificationKind;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.messages.Messages;
import org.sallyport.platform.messages.SmsText;
import org.springframework.stereotype.Component;

/**
 * Notices of a changed number or e-mail address (rule 28). Addresses are written so that mail
 * programs do not turn them into links: an attacker may own the new address's domain.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class ContactNotices {
  private final NotificationComposer composer;
  private final Desk desk;
  private final Installation installation;

  public Notification phone(NotificationContext now, AccountEvent.PhoneChanged event) {
    Fact present = fact("notice.fact.new-number", event.to());
    if (event.from().isEmpty()) {
      return ofPhone("notice.phone-added.", now, present);
    }
    Fact before = fact("notice.fact.before", event.from());
    return event.to().isEmpty()
        ? ofPhone("notice.phone-removed.", now, before)
        : ofPhone(
            event.signIn() == null ? "notice.phone-set." : "notice.phone-changed.",
            now,
            present,
            before);
  }

  private Notification ofPhone(String key, NotificationContext now, Fact... facts) {
    return composer.ofChange(NotificationKind.PHONE_CHANGED, key, now, facts);
  }

  /** To the previous number, by SMS. */
  public Notification phoneBefore(NotificationContext now, AccountEvent.PhoneChanged event) {
    return phone(now, event)
        .alsoBySms(SmsText.of("sms.number-before", installation.host(), desk.brief()));
  }

  /** To the previous address. */
  public Notification emailBefore(NotificationContext now, AccountEvent.EmailChanged event) {
    return composer.ofChange(
        NotificationKind.EMAIL_CHANGED,
        "notice.email-changed.",
        now,
        named("notice.fact.new-address", event.to()));
  }

  /** To the new address. */
  public Notification emailNow(NotificationContext now, AccountEvent.EmailChanged event) {
    return composer.ofChange(
        NotificationKind.EMAIL_IS_HERE,
        "notice.email-is-here.",
        now,
        named("notice.fact.before", orNone(event.from())));
  }

  /** By mail alone: somebody else may read the messages to the number. */
  public Notification simChanged(AccountEvent.SimChanged event) {
    List<Fact> facts = new ArrayList<>();
    facts.add(fact("notice.fact.number", event.phone()));
    if (event.at() != null) {
      facts.add(fact("notice.fact.sim-changed", composer.when(event.at())));
    }
    return composer.toOwner(
        NotificationKind.SIM_CHANGED,
        Messages.text("notice.sim-changed.subject"),
        Messages.text("notice.sim-changed.what"),
        facts,
        Messages.text("notice.sim-changed.not-you", desk.words()));
  }

  private static String orNone(String before) {
    return before.isEmpty() ? Messages.text("notice.fact.none") : before;
  }
}
