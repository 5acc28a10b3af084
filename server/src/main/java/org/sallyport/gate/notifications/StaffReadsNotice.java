package org.sallyport.gate.notifications;

import java.util.List;
import org.sallyport.gate.delivery.MessageBody.Fact;
import org.sallyport.platform.events.SystemEvent;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;

/** Tells the admins what each of the staff looked up on a day, in numbers. */
@Component
class StaffReadsNotice {
  private final NotificationComposer composer;

  StaffReadsNotice(NotificationComposer composer) {
    this.composer = composer;
  }

  Notification of(SystemEvent.StaffReadsCounted event) {
    List<Fact> facts = event.staff().stream().map(StaffReadsNotice::fact).toList();
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
