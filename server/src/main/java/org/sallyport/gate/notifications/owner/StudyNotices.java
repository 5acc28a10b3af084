package org.sallyport.gate.notifications.owner;

import lombok.RequiredArgsConstructor;
import org.sallyport.gate.notifications.Notification;
import org.sallyport.gate.notifications.NotificationComposer;
import org.sallyport.platform.events.StudyEvent;
import org.sallyport.platform.events.facts.NotificationKind;
import org.sallyport.platform.installation.Counted;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;

/** Notices of new studies, for owners who want them. They name no patient and contain no link. */
@Component
@RequiredArgsConstructor
public class StudyNotices {
  private final NotificationComposer composer;
  private final Installation installation;

  public Notification announced(StudyEvent.Announced event) {
    String many = Counted.number(event.studies());
    return composer.plain(
        NotificationKind.NEW_STUDIES,
        Messages.text("notice.new-studies.subject", event.studies(), many),
        Messages.text("notice.new-studies.what", event.studies(), many, installation.host()),
        Messages.text("notice.new-studies.stop"));
  }
}
