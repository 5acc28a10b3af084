package org.sallyport.gate.notifications;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.delivery.MessageBody.Fact;
import org.sallyport.gate.notifications.owner.ChangeNames;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.DomainEvent;
import org.sallyport.platform.events.EventNotice;
import org.sallyport.platform.events.EventType;
import org.sallyport.platform.installation.Counted;
import org.springframework.stereotype.Component;

/** Notices that are composed from the texts and facts that the record of an event names. */
@Component
@RequiredArgsConstructor
class EventNotices {
  private final NotificationComposer composer;
  private final NotificationSender sender;
  private final ChangeNames changeNames;

  void send(DomainEvent event, EventNotice notice, Origin origin) {
    switch (notice.to()) {
      case OWNER -> sender.toOwner(event, origin, now -> toOwner(now, event));
      case ADMINS ->
          sender.toAdmins(
              () -> composer.toAdmin(notice.kind(), notice.key(), facts(event, notice)));
      case OWNER_AND_ADMINS ->
          sender.toOwnerAndAdmins(
              event, origin, now -> toOwner(now, event), now -> toAdmins(now, event));
    }
  }

  Notification toOwner(NotificationContext now, DomainEvent event) {
    EventNotice notice = of(event);
    return composer.toOwnerOrUndo(
        notice.kind(), notice.key(), composer.facts(now, facts(event, notice)));
  }

  /** The notice to the admins of what the owner is told too. */
  Notification toAdmins(NotificationContext now, DomainEvent event) {
    EventNotice notice = of(event);
    return composer.toAdmin(
        notice.kind().forAdmins(),
        notice.keyForAdmins(),
        composer.facts(now, facts(event, notice)));
  }

  private static EventNotice of(DomainEvent event) {
    return Objects.requireNonNull(EventType.of(event).notice());
  }

  private List<Fact> facts(DomainEvent event, EventNotice notice) {
    List<Fact> facts = new ArrayList<>();
    for (EventNotice.Shown shown : notice.shown()) {
      Object value = value(event, shown.component());
      if (value != null) {
        facts.add(fact(shown, value));
      }
    }
    return facts;
  }

  private Fact fact(EventNotice.Shown shown, Object value) {
    String label = shown.label();
    return switch (value) {
      case Instant at -> NotificationComposer.fact(label, composer.when(at));
      case Number number -> NotificationComposer.fact(label, Counted.number(number.longValue()));
      case String name when shown.component().equals("by") -> composer.by(name);
      case String method when shown.component().equals("method") ->
          NotificationComposer.fact(label, changeNames.name(method));
      default -> NotificationComposer.named(label, value.toString());
    };
  }

  private static @Nullable Object value(DomainEvent event, String component) {
    try {
      return event.getClass().getMethod(component).invoke(event);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(event.getClass() + " shows no " + component, e);
    }
  }
}
