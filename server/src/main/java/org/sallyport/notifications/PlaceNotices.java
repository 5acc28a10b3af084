package org.sallyport.notifications;

import org.sallyport.audit.Recorded;
import org.sallyport.audit.SignInEvent;
import org.sallyport.delivery.MessageBody.Fact;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Notices of a sign-in from a browser and a network that are new to the account (rule 43). */
@Component
@EnableConfigurationProperties(NoticeProperties.class)
class PlaceNotices {
  private final NotificationComposer notificationComposer;
  private final Desk desk;
  private final NotificationSender notificationSender;
  private final NoticeProperties properties;

  PlaceNotices(
      NotificationComposer notificationComposer,
      Desk desk,
      NotificationSender notificationSender,
      NoticeProperties properties) {
    this.notificationComposer = notificationComposer;
    this.desk = desk;
    this.notificationSender = notificationSender;
    this.properties = properties;
  }

  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  void on(Recorded recorded) {
    if (properties.newPlace() && recorded.event() instanceof SignInEvent.NewPlace place) {
      notificationSender.tellOwner(
          place.account(),
          recorded.origin(),
          notificationContext -> notice(notificationContext, place));
    }
  }

  private Notification notice(NotificationContext notificationContext, SignInEvent.NewPlace place) {
    return notificationComposer.toOwner(
        NotificationKind.NEW_PLACE,
        "A new sign-in to your Sallyport account",
        "Your account was opened in a browser and from a network that it had not used before. If it was you, there is"
            + " nothing to do.",
        notificationComposer.facts(
            notificationContext, new Fact("Signed in by", ChangeNames.name(place.method()))),
        "Then someone else can sign in as you. Sign in, open User settings > Login history,"
            + " press This wasn't me at that sign-in, and change your password. If you cannot sign in, turn to "
            + desk.words()
            + " at once.");
  }
}
