package org.sallyport.gate.notifications;

import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.notifications.owner.GroupNotices;
import org.sallyport.gate.notifications.owner.OutsideShares;
import org.sallyport.gate.notifications.owner.ShareNotices;
import org.sallyport.gate.notifications.owner.StudyNotices;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.events.ApplicationEvent;
import org.sallyport.platform.events.DomainEvent;
import org.sallyport.platform.events.EventNotice;
import org.sallyport.platform.events.EventType;
import org.sallyport.platform.events.GroupEvent;
import org.sallyport.platform.events.KeyEvent;
import org.sallyport.platform.events.ShareEvent;
import org.sallyport.platform.events.StudyEvent;
import org.sallyport.platform.events.SystemEvent;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who is notified of which event: the owner of the account, or the admins too (rules 15, 18, 21,
 * 28, 36, 39, 43). The record of an event says so ({@link EventNotice}). {@code FailedSignIns},
 * {@code SprayedCodes} and {@code LimitNotices} decide by themselves which refused codes are told.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Notifications {
  private final NotificationSender sender;
  private final AccountNotifications accounts;
  private final SignInNotifications signIns;
  private final ShareNotices shares;
  private final OutsideShares outside;
  private final GroupNotices groups;
  private final StudyNotices studies;
  private final SystemNotices system;
  private final EventNotices composed;

  /** Puts the notices of an event into the outbox. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void send(DomainEvent event, Origin origin) {
    if (event instanceof ShareEvent it) {
      outside.note(it, origin);
    }
    EventNotice notice = EventType.of(event).notice();
    if (notice != null && notice.isWritten()) {
      written(event, origin);
    } else if (notice != null) {
      composed.send(event, notice, origin);
    }
  }

  private void written(DomainEvent event, Origin origin) {
    switch (event) {
      case AccountEvent it -> accounts.send(it, origin);
      case GroupEvent it -> ofGroup(it, origin);
      case ApplicationEvent it -> ofApplication(it, origin);
      case KeyEvent it -> ofKey(it, origin);
      case SystemEvent it -> ofSystem(it);
      case ShareEvent.Shared it -> shares.shared(it, origin);
      case ShareEvent.Locked it -> shares.locked(it, origin);
      case ShareEvent.ReferenceLocked it -> shares.locked(it, origin);
      case StudyEvent.Announced it -> sender.tellByMail(it.account(), () -> studies.announced(it));
      case StudyEvent.ShareEnded it -> shares.ended(it, origin);
      default -> signIns.send(event, origin);
    }
  }

  private void ofSystem(SystemEvent event) {
    switch (event) {
      case SystemEvent.ErasureDue it -> sender.toAdmins(() -> system.erasureDue(it));
      case SystemEvent.UpkeepDue it -> sender.toAdmins(() -> system.upkeep(it));
      case SystemEvent.StaffReadsCounted it -> sender.toAdmins(() -> system.staffReads(it));
      case SystemEvent.SmsBraked it -> sender.toAdmins(() -> system.smsBraked(it), it.block());
      default -> throw NotificationComposer.unwritten(event);
    }
  }

  private void ofApplication(ApplicationEvent event, Origin origin) {
    switch (event) {
      case ApplicationEvent.Added it -> application(it, "added", it.by());
      case ApplicationEvent.Changed it -> application(it, "changed", it.by());
      case ApplicationEvent.SecretReplaced it -> application(it, "secret", it.by());
      case ApplicationEvent.Disabled it -> application(it, "disabled", it.by());
      case ApplicationEvent.Enabled it -> application(it, "enabled", it.by());
      case ApplicationEvent.Deleted it -> application(it, "deleted", it.by());
      case ApplicationEvent.CopyPresented it -> accounts.copied(it, origin);
      default -> throw NotificationComposer.unwritten(event);
    }
  }

  private void application(ApplicationEvent event, String what, String by) {
    sender.toAdmins(() -> system.application(event.application(), what, by));
  }

  private void ofKey(KeyEvent event, Origin origin) {
    switch (event) {
      case KeyEvent.Made it -> sender.toAdmins(() -> system.key(it.key(), "made", it.by()));
      case KeyEvent.Replaced it -> sender.toAdmins(() -> system.key(it.key(), "replaced", it.by()));
      case KeyEvent.Ended it -> sender.toAdmins(() -> system.key(it.key(), "ended", it.by()));
      case KeyEvent.Refused it -> sender.toAdmins(() -> system.keyRefused(it, origin));
      default -> throw NotificationComposer.unwritten(event);
    }
  }

  private void ofGroup(GroupEvent event, Origin origin) {
    switch (event) {
      case GroupEvent.Joined it -> sender.toOwner(it, origin, groups::joined);
      case GroupEvent.Confirmed it when it.by().startsWith(Actor.DIRECTORY) -> {}
      case GroupEvent.Confirmed it -> sender.toOwner(it, origin, groups::confirmed);
      case GroupEvent.Left it -> sender.toOwner(it, origin, groups::left);
      case GroupEvent.AdminChanged it -> sender.toOwner(it, origin, groups::adminChanged);
      case GroupEvent.MembershipsEnding it -> ending(it, origin);
      default -> throw NotificationComposer.unwritten(event);
    }
  }

  private void ending(GroupEvent.MembershipsEnding event, Origin origin) {
    if (event.admins().isEmpty()) {
      sender.toAdmins(() -> groups.endingForAdmins(event));
    }
    event.admins().forEach(admin -> sender.tellOwner(admin, origin, now -> groups.ending(event)));
    event.last().forEach(member -> sender.tellOwner(member, origin, now -> groups.ends(event)));
  }
}
