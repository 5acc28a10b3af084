package org.sallyport.gate.notifications.owner;

import static org.sallyport.gate.notifications.NotificationComposer.named;

import java.util.List;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.notifications.Desk;
import org.sallyport.gate.notifications.Notification;
import org.sallyport.gate.notifications.NotificationComposer;
import org.sallyport.gate.notifications.NotificationContext;
import org.sallyport.platform.events.GroupEvent;
import org.sallyport.platform.events.facts.NotificationKind;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;

/** Notices of memberships in practices and departments. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class GroupNotices {
  private final NotificationComposer composer;
  private final Desk desk;

  public Notification joined(NotificationContext now, GroupEvent.Joined event) {
    String until = composer.when(event.until());
    return changed(
        now,
        Messages.text("notice.group-joined.subject"),
        Messages.text("notice.group-joined.what", until),
        event.group(),
        event.by());
  }

  public Notification confirmed(NotificationContext now, GroupEvent.Confirmed event) {
    String until = composer.when(event.until());
    return changed(
        now,
        Messages.text("notice.group-confirmed.subject"),
        Messages.text("notice.group-confirmed.what", until),
        event.group(),
        event.by());
  }

  public Notification left(NotificationContext now, GroupEvent.Left event) {
    return changed(
        now,
        Messages.text("notice.group-left.subject"),
        Messages.text("notice.group-left.what"),
        event.group(),
        event.by());
  }

  public Notification adminChanged(NotificationContext now, GroupEvent.AdminChanged event) {
    return changed(
        now,
        Messages.text("notice.group-admin.subject"),
        event.admin()
            ? Messages.text("notice.group-admin.given")
            : Messages.text("notice.group-admin.taken"),
        event.group(),
        event.by());
  }

  /** To an admin of the group, who can confirm the memberships. */
  public Notification ending(GroupEvent.MembershipsEnding event) {
    return ending(
        NotificationKind.MEMBERSHIPS_ENDING, event, Messages.text("notice.group-ending.next"));
  }

  /** To the admins of the installation, if the group has no admin. */
  public Notification endingForAdmins(GroupEvent.MembershipsEnding event) {
    return ending(
        NotificationKind.MEMBERSHIPS_ENDING_FOR_ADMINS,
        event,
        Messages.text("notice.group-ending.no-admin"));
  }

  /** To a member whose membership ends within three days. */
  public Notification ends(GroupEvent.MembershipsEnding event) {
    return composer.toReceiver(
        NotificationKind.MEMBERSHIP_CHANGED,
        Messages.text("notice.group-ends.subject"),
        Messages.text("notice.group-ends.what"),
        List.of(named("notice.fact.group", event.group())),
        Messages.text("notice.group-ends.next"));
  }

  private Notification ending(
      NotificationKind kind, GroupEvent.MembershipsEnding event, String next) {
    return composer.toAdmin(
        kind,
        Messages.text("notice.group-ending.subject"),
        Messages.text("notice.group-ending.what", composer.when(event.earliest())),
        List.of(
            named("notice.fact.group", event.group()),
            named("notice.fact.members", Messages.listed(event.members()))),
        next);
  }

  private Notification changed(
      NotificationContext now, String subject, String what, String group, String by) {
    return composer.toOwner(
        NotificationKind.MEMBERSHIP_CHANGED,
        subject,
        what,
        composer.facts(now, named("notice.fact.group", group), composer.by(by)),
        Messages.text("notice.group.not-you", desk.words()));
  }
}
