package org.sallyport.gate.notifications.owner;

import static org.sallyport.gate.notifications.NotificationComposer.named;

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
  private final NotificationComposer composer;
  private final Installation installation;

  public StudyNotices(NotificationComposer composer, Installation installation) {
    this.composer = composer;
    this.installation = installation;
  }

  public Notification nameConfirmed(NotificationContext now, AccountEvent.NameConfirmed event) {
    return composer.ofChange(
        NotificationKind.NAME_CHANGED,
        "notice.name-confirmed.",
        now,
        named("notice.fact.name", event.name()),
        composer.by(event.by()));
  }

  public Notification nameWithdrawn(NotificationContext now, AccountEvent.NameWithdrawn event) {
    return composer.ofChange(
        NotificationKind.NAME_CHANGED,
        "notice.name-withdrawn.",
        now,
        named("notice.fact.name", event.name()),
        composer.by(event.by()));
  }

  public Notification announced(StudyEvent.Announced event) {
    String many = Counted.number(event.studies());
    return composer.plain(
        NotificationKind.NEW_STUDIES,
        Messages.text("notice.new-studies.subject", event.studies(), many),
        Messages.text("notice.new-studies.what", event.studies(), many, installation.host()),
        Messages.text("notice.new-studies.stop"));
  }
}
