package org.sallyport.gate.notifications.owner;

import static org.sallyport.gate.notifications.NotificationComposer.fact;
import static org.sallyport.gate.notifications.NotificationComposer.named;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.delivery.MessageBody.Fact;
import org.sallyport.gate.notifications.Notification;
import org.sallyport.gate.notifications.NotificationComposer;
import org.sallyport.gate.notifications.NotificationContext;
import org.sallyport.gate.notifications.NotificationSender;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.ShareEvent;
import org.sallyport.platform.events.StudyEvent;
import org.sallyport.platform.events.facts.NotificationKind;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;

/**
 * Notices about shares: to those who receive one, and to the sharer of one that was locked, or
 * ended by an admin. None names a patient or a study.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class ShareNotices {
  private final NotificationComposer composer;
  private final NotificationSender sender;
  private final Accounts accounts;
  private final Installation installation;
  private final Clock clock;

  /** Tells the receivers, in a fixed order: the daily count of each is locked for a moment. */
  public void shared(ShareEvent.Shared event, Origin origin) {
    String by = accounts.find(event.account()).orElseThrow().name();
    event
        .receivers()
        .forEach(receiver -> sender.tellOwner(receiver, origin, now -> shared(event, by)));
  }

  private Notification shared(ShareEvent.Shared event, String by) {
    return composer.toReceiver(
        NotificationKind.SHARED_WITH_YOU,
        Messages.text("notice.shared.subject", installation.name()),
        Messages.text("notice.shared.what", event.studies().size()),
        facts(event, by),
        Messages.text("notice.shared.next"));
  }

  private List<Fact> facts(ShareEvent.Shared event, String by) {
    List<Fact> facts = new ArrayList<>();
    facts.add(named("notice.fact.by", by));
    if (event.from().isAfter(clock.instant())) {
      facts.add(fact("notice.fact.from", composer.when(event.from())));
    }
    facts.add(fact("notice.fact.until", composer.until(event.until())));
    return facts;
  }

  /** Tells the sharer, if there is one, that five wrong codes locked a share. */
  public void locked(ShareEvent.Locked event, Origin origin) {
    tell(
        event.account(),
        origin,
        now ->
            about(
                NotificationKind.SHARE_LOCKED,
                "notice.share-locked.",
                List.of(fact("notice.fact.receiver", event.receiver())),
                now));
  }

  /** Tells the account concerned, if there is one, that an admin ended a share. */
  public void ended(StudyEvent.ShareEnded event, Origin origin) {
    tell(
        event.account(),
        origin,
        now ->
            about(
                NotificationKind.SHARE_ENDED,
                "notice.share-ended.",
                List.of(composer.by(event.by())),
                now));
  }

  /** Tells the sharer, if there is one, that five wrong birth dates locked a reference number. */
  public void locked(ShareEvent.ReferenceLocked event, Origin origin) {
    tell(
        event.account(),
        origin,
        now -> about(NotificationKind.SHARE_LOCKED, "notice.reference-locked.", List.of(), now));
  }

  /** A notice with the time, which names the page on which shares are looked after. */
  private Notification about(
      NotificationKind kind, String key, List<Fact> facts, NotificationContext now) {
    List<Fact> all = new ArrayList<>(facts);
    all.add(fact("notice.fact.when", composer.when(now.at())));
    return composer.toReceiver(
        kind,
        Messages.text(key + "subject"),
        Messages.text(key + "what"),
        all,
        Messages.text(key + "next"));
  }

  private void tell(
      @Nullable AccountId sharer,
      Origin origin,
      Function<NotificationContext, Notification> notice) {
    if (sharer != null) {
      sender.tellOwner(sharer, origin, notice);
    }
  }
}
