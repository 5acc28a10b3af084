package org.sallyport.gate.notifications;

import java.lang.reflect.Method;
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
import org.sallyport.platform.events.EventType;
import org.sallyport.platform.events.facts.Notice;
import org.sallyport.platform.installation.Counted;
import org.springframework.stereotype.Component;

/** Notices that are composed from the texts and facts that the record of an event names. */
@Component
@RequiredArgsConstructor
class EventNotices {
  private final NotificationComposer composer;
  private final NotificationSender sender;
  private final ChangeNames changeNames;

  void send(DomainEvent event, Notice notice, Origin origin) {
    switch (notice.to()) {
      case OWNER -> sender.toOwner(event, origin, now -> toOwner(now, event));
      case ADMINS -> sender.toAdmins(() -> toAdmins(event));
      case OWNER_AND_ADMINS ->
          sender.toOwnerAndAdmins(
              event, origin, now -> toOwner(now, event), now -> toAdmins(now, event));
    }
  }

  Notification toOwner(NotificationContext now, DomainEvent event) {
    Notice notice = of(event);
    List<Fact> facts = composer.facts(now, facts(event, notice).toArray(Fact[]::new));
    return composer.toOwnerOrUndo(notice.kind(), key(event.getClass(), notice) + ".", facts);
  }

  /** The notice to the admins of what the owner is told too. */
  Notification toAdmins(NotificationContext now, DomainEvent event) {
    Notice notice = of(event);
    return composer.toAdmin(
        notice.kind().forAdmins(),
        key(event.getClass(), notice) + "-for-admins.",
        composer.facts(now, facts(event, notice).toArray(Fact[]::new)));
  }

  private Notification toAdmins(DomainEvent event) {
    Notice notice = of(event);
    return composer.toAdmin(
        notice.kind(), key(event.getClass(), notice) + ".", facts(event, notice));
  }

  private static Notice of(DomainEvent event) {
    return Objects.requireNonNull(event.getClass().getAnnotation(Notice.class));
  }

  /** The start of the keys of its texts, without the dot. */
  static String key(Class<? extends DomainEvent> event, Notice notice) {
    return "notice." + (notice.text().isEmpty() ? EventType.keyOf(event) : notice.text());
  }

  private List<Fact> facts(DomainEvent event, Notice notice) {
    List<Fact> facts = new ArrayList<>();
    for (String shown : notice.shows()) {
      String component = shown.replaceFirst(":.*", "");
      Object value = value(event, component);
      if (value != null) {
        facts.add(fact(component, "notice.fact." + shown.replaceFirst(".*:", ""), value));
      }
    }
    return facts;
  }

  private Fact fact(String component, String label, Object value) {
    return switch (value) {
      case Instant at -> NotificationComposer.fact(label, composer.when(at));
      case Integer number -> NotificationComposer.fact(label, Counted.number(number));
      case Long number -> NotificationComposer.fact(label, Counted.number(number));
      case String name when component.equals("by") -> composer.by(name);
      case String method when component.equals("method") ->
          NotificationComposer.fact(label, changeNames.name(method));
      default -> NotificationComposer.named(label, value.toString());
    };
  }

  private static @Nullable Object value(DomainEvent event, String component) {
    try {
      Method accessor = event.getClass().getMethod(component);
      return accessor.invoke(event);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(event.getClass() + " shows no " + component, e);
    }
  }
}
