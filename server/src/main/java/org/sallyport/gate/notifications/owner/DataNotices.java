package org.sallyport.gate.notifications.owner;

import static org.sallyport.gate.notifications.NotificationComposer.fact;
import static org.sallyport.gate.notifications.NotificationComposer.named;

import java.util.List;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.ErasedName;
import org.sallyport.gate.notifications.Notification;
import org.sallyport.gate.notifications.NotificationComposer;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.events.facts.NotificationKind;
import org.springframework.stereotype.Component;

/** Notices of erased accounts. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class DataNotices {
  private final NotificationComposer composer;

  /** Names nobody: the mail would keep what was erased. */
  public Notification erased(AccountEvent.Erased event) {
    return composer.toAdmin(
        NotificationKind.ERASURE_FOR_ADMINS,
        "notice.erased.",
        List.of(
            fact("notice.fact.erased", ErasedName.of(event.account())),
            named("notice.fact.by", event.by()),
            named("notice.fact.reason", event.reason())));
  }
}
