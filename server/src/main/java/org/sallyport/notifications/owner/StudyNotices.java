package org.sallyport.notifications.owner;

import org.sallyport.events.AccountEvent;
import org.sallyport.events.StudyEvent;
import org.sallyport.installation.Counted;
import org.sallyport.installation.Installation;
import org.sallyport.messages.Messages;
import org.sallyport.notifications.Notification;
import org.sallyport.notifications.NotificationComposer;
import org.sallyport.notifications.NotificationContext;
import org.sallyport.notifications.NotificationKind;
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
