package org.sallyport.gate.notifications;

import java.util.List;
import org.sallyport.platform.events.SystemEvent;
import org.sallyport.platform.installation.Counted;
import org.springframework.stereotype.Component;

/** The notice that audit events do not reach the SIEM. */
@Component
class ExportNotice {
  private final NotificationComposer notificationComposer;

  ExportNotice(NotificationComposer notificationComposer) {
    this.notificationComposer = notificationComposer;
  }

  Notification of(SystemEvent.AuditExportStopped event) {
    return notificationComposer.toAdmin(
        NotificationKind.AUDIT_EXPORT_STOPPED_FOR_ADMINS,
        "notice.audit-export.",
        List.of(
            NotificationComposer.fact(
                "notice.fact.since", notificationComposer.when(event.since())),
            NotificationComposer.fact(
                "notice.fact.waiting-events", Counted.number(event.waiting()))));
  }
}
