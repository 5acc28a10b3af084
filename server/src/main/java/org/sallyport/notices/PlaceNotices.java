package org.sallyport.notices;

import org.sallyport.audit.Recorded;
import org.sallyport.audit.SignInEvent;
import org.sallyport.delivery.MessageBody.Fact;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What is told of a sign-in from a browser and a network that are new to the account (rule 43). */
@Component
@EnableConfigurationProperties(NoticeProperties.class)
class PlaceNotices {
  private final Writing writing;
  private final Desk desk;
  private final Posting posting;
  private final NoticeProperties properties;

  PlaceNotices(Writing writing, Desk desk, Posting posting, NoticeProperties properties) {
    this.writing = writing;
    this.desk = desk;
    this.posting = posting;
    this.properties = properties;
  }

  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  void on(Recorded recorded) {
    if (properties.newPlace() && recorded.event() instanceof SignInEvent.NewPlace place) {
      posting.tellOwner(place.account(), recorded.origin(), happening -> notice(happening, place));
    }
  }

  private Notice notice(Happening happening, SignInEvent.NewPlace place) {
    return writing.toOwner(
        Kind.NEW_PLACE,
        "A new sign-in to your Sallyport account",
        "Your account was opened in a browser and from a network that it had not used before. If it was you, there is"
            + " nothing to do.",
        writing.facts(happening, new Fact("Signed in by", Methods.name(place.method()))),
        "Then someone else can sign in as you. Sign in, open User settings > Login history,"
            + " press This wasn't me at that sign-in, and change your password. If you cannot sign in, turn to "
            + desk.words()
            + " at once.");
  }
}
