package org.sallyport.gate.notifications.owner;

import org.sallyport.gate.notifications.Notification;
import org.sallyport.gate.notifications.NotificationComposer;
import org.sallyport.gate.notifications.NotificationContext;
import org.sallyport.gate.notifications.NotificationKind;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.events.StudyEvent;
import org.sallyport.platform.installation.Counted;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;

/**
 * Notices of new studies, for owners who want them, and of names in the archive that are confirmed
 * as theirs. They name no patient and contain no link.
 */
@Component
public class StudyNotices {
  private final NotificationComposer notificationComposer;
  private final Installation installation;

  public StudyNotices(NotificationComposer notificationComposer, Installation installation) {
    this.notificationComposer = notificationComposer;
    this.installation = installation;
  }

  public Notification nameConfirmed(NotificationContext now, AccountEvent.NameConfirmed event) {
    return notificationComposer.ofChange(
        NotificationKind.NAME_CHANGED,
        "notice.name-confirmed.",
        now,
        NotificationComposer.named("notice.fact.name", event.name()),
        notificationComposer.by(event.by()));
  }

  public Notification nameWithdrawn(NotificationContext now, AccountEvent.NameWithdrawn event) {
    return notificationComposer.ofChange(
        NotificationKind.NAME_CHANGED,
        "notice.name-withdrawn.",
        now,
        NotificationComposer.named("notice.fact.name", event.name()),
        notificationComposer.by(event.by()));
  }

  public Notification announced(StudyEvent.Announced event) {
    String many = Counted.number(event.studies());
    return notificationComposer.plain(
        NotificationKind.NEW_STUDIES,
        Messages.text("notice.new-studies.subject", event.studies(), many),
        Messages.text("notice.new-studies.what", event.studies(), many, installation.host()),
        Messages.text("notice.new-studies.stop"));
  }
}
