package org.sallyport.portal.sharing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.ShareEvent;
import org.sallyport.platform.ids.ShareId;
import org.sallyport.platform.ids.StudyUid;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the sharer of a share does with it later. None of it touches the shares of others. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class ShareChanges {
  private final GivenShares given;
  private final SharableStudies sharable;
  private final ShareMails mails;
  private final SharingLimits limits;
  private final Accounts accounts;
  private final SharingProperties properties;
  private final DomainEvents events;
  private final ShareChangeStore store;

  /** The result of mailing a link again. */
  public sealed interface Mailed {
    record LinkSent(String to) implements Mailed {}

    record LimitReached(Instant until) implements Mailed {}

    record NotMailed() implements Mailed {}
  }

  /**
   * Withdraws a share, or one study of it; what was shared onward ends with it.
   *
   * @param study null for the whole share
   * @return false if it is not the visitor's, or was withdrawn before
   */
  @Transactional
  public boolean withdraw(Visitor visitor, ShareId share, @Nullable StudyUid study, Origin origin) {
    accounts.hold(visitor.account());
    List<StudyUid> withdrawn = store.withdraw(visitor, share, study);
    if (!withdrawn.isEmpty()) {
      events.publish(
          new ShareEvent.Withdrawn(visitor.account(), share, withdrawn, visitor.username()),
          origin);
    }
    return !withdrawn.isEmpty();
  }

  /**
   * Makes codes for the share possible again after five wrong ones.
   *
   * @return false if it is not the visitor's, is not locked, or the visitor's own account is
   */
  @Transactional
  public boolean unlock(Visitor visitor, ShareId share, Origin origin) {
    if (cannotAct(visitor)) {
      return false;
    }
    boolean unlocked = store.unlock(visitor, share);
    if (unlocked) {
      events.publish(new ShareEvent.Unlocked(visitor.account(), visitor.signIn(), share), origin);
    }
    return unlocked;
  }

  /** Mails a new link, which voids the earlier one. */
  @Transactional
  public Mailed mailAgain(Visitor visitor, ShareId share, Origin origin) {
    boolean refused = cannotAct(visitor) || !properties.addresses();
    Optional<GivenShare> found = given.find(visitor.account(), share).filter(GivenShare::isActive);
    if (refused
        || found.isEmpty()
        || !(found.get().receiver() instanceof Receiver.Address address)) {
      return new Mailed.NotMailed();
    }
    Optional<Instant> usedUp = limits.takeMail(visitor.account(), address.email());
    if (usedUp.isPresent()) {
      return new Mailed.LimitReached(usedUp.get());
    }
    mails.sendAgain(found.get(), visitor, address);
    events.publish(new ShareEvent.LinkMailed(visitor.account(), visitor.signIn(), share), origin);
    return new Mailed.LinkSent(address.email());
  }

  /** Locks the visitor's row; whether the account is locked or disabled. */
  private boolean cannotAct(Visitor visitor) {
    Account account = accounts.hold(visitor.account()).account();
    return account.isLocked() || account.isDisabled();
  }

  /**
   * Moves the end of a share that has not ended. The sharer must still be allowed to share its
   * studies, and the share they came from must last as long. An end that is set already, as by a
   * form that was sent twice, is no error.
   */
  @Transactional
  public boolean extend(Visitor visitor, ShareId share, Instant until, Origin origin) {
    boolean refused = cannotAct(visitor);
    Optional<GivenShare> found =
        given.find(visitor.account(), share).filter(GivenShare::isActive).filter(it -> !refused);
    if (found.map(GivenShare::until).filter(until::equals).isPresent()) {
      return true;
    }
    boolean allowed =
        found.filter(this::mayLast).isPresent()
            && sharable.mayLast(until)
            && found.get().studies().stream()
                .filter(GivenShare.Part::active)
                .allMatch(part -> sharable.of(visitor.account(), part.study()).isPresent());
    boolean extended = allowed && store.extend(visitor, share, until);
    if (extended) {
      events.publish(extended(visitor, found.get(), until), origin);
    }
    return extended;
  }

  private static ShareEvent.Extended extended(Visitor visitor, GivenShare share, Instant until) {
    List<StudyUid> studies =
        share.studies().stream()
            .filter(GivenShare.Part::active)
            .map(GivenShare.Part::study)
            .toList();
    return new ShareEvent.Extended(
        visitor.account(), visitor.signIn(), share.id(), share.receiver().kind(), studies, until);
  }

  private boolean mayLast(GivenShare share) {
    return properties.addresses() || !(share.receiver() instanceof Receiver.Address);
  }
}
