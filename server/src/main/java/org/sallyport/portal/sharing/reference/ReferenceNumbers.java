package org.sallyport.portal.sharing.reference;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.crypto.RandomValues;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.ShareEvent;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.sharing.Sharable;
import org.sallyport.portal.sharing.SharableStudies;
import org.sallyport.portal.sharing.SharingLimits;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Issues reference numbers and adds studies by them. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class ReferenceNumbers {
  private final ReferenceStore store;
  private final SharableStudies sharable;
  private final Accounts accounts;
  private final SharingLimits limits;
  private final RandomValues random;
  private final DomainEvents events;
  private final TransactionTemplate transaction;

  /**
   * Issues a number for a study that the visitor may share.
   *
   * @param request the id of the form, which issues at most one number
   * @param until at most the end of the visitor's own access
   * @throws org.sallyport.portal.archive.ArchiveUnreachable if the archive does not answer
   */
  public IssueResult issue(
      Visitor visitor, StudyUid study, UUID request, Instant until, Origin origin) {
    Optional<Sharable> found = sharable.of(visitor.account(), study);
    if (found.isEmpty() || !sharable.mayLast(until)) {
      return new IssueResult.NotPermitted();
    }
    LocalDate born = found.get().study().born();
    return born == null
        ? new IssueResult.NoBirthDate()
        : transaction.execute(
            status -> {
              IssueResult issued = issue(visitor, found.get(), born, request, until, origin);
              if (!(issued instanceof IssueResult.Issued)) {
                status.setRollbackOnly();
              }
              return issued;
            });
  }

  private IssueResult issue(
      Visitor visitor, Sharable study, LocalDate born, UUID request, Instant until, Origin origin) {
    if (accounts.hold(visitor.account()).account().isLocked()) {
      return new IssueResult.NotPermitted();
    }
    ReferenceNumber number = ReferenceNumber.random(random);
    boolean added =
        store.add(
            new ReferenceStore.New(
                request,
                number,
                born,
                study.study().uid(),
                visitor.account(),
                visitor.name(),
                visitor.signIn(),
                study.parent(),
                study.withReport(),
                until));
    if (!added) {
      return store.isIssued(request, visitor.account())
          ? new IssueResult.Repeated()
          : new IssueResult.NotPermitted();
    }
    Optional<Instant> usedUp = limits.takeReference(visitor.account());
    if (usedUp.isPresent()) {
      return new IssueResult.LimitReached(usedUp.get());
    }
    events.publish(
        new ShareEvent.ReferenceIssued(
            visitor.account(), request.toString(), study.study().uid(), until, visitor.username()),
        origin);
    return new IssueResult.Issued(number, study.study(), until);
  }

  /** Adds the study of a number to the visitor's list, if the birth date is right. */
  @Transactional
  public AddResult add(Visitor visitor, ReferenceNumber number, LocalDate born, Origin origin) {
    Account account = accounts.hold(visitor.account()).account();
    if (account.isLocked() || account.isDisabled()) {
      return new AddResult.AccountLocked();
    }
    Optional<Instant> usedUp = limits.takeTry(visitor.account());
    if (usedUp.isPresent()) {
      return new AddResult.TooManyTries(usedUp.get());
    }
    Optional<ReferenceStore.Tried> tried = store.count(number);
    boolean right = tried.filter(it -> store.isBorn(it, born)).isPresent();
    if (right && store.share(tried.get(), visitor)) {
      store.resetTries(tried.get());
      String id = tried.get().id().toString();
      StudyUid study = tried.get().study();
      events.publish(
          new ShareEvent.ReferenceUsed(visitor.account(), visitor.signIn(), id, study), origin);
      return new AddResult.Added(study);
    }
    tried.ifPresent(right ? store::uncount : it -> wrong(it, origin));
    events.publish(new ShareEvent.ReferenceRefused(visitor.account(), visitor.signIn()), origin);
    return new AddResult.NoMatch();
  }

  private void wrong(ReferenceStore.Tried tried, Origin origin) {
    if (tried.tries() >= ReferenceStore.MAX_TRIES) {
      store.lock(tried);
      events.publish(new ShareEvent.ReferenceLocked(tried.issuer(), tried.id().toString()), origin);
    }
  }

  /** Withdraws a number, and the studies that were added by it. */
  @Transactional
  public boolean withdraw(Visitor visitor, UUID id, Origin origin) {
    Optional<StudyUid> study = store.withdraw(id, visitor.account());
    study.ifPresent(
        its ->
            events.publish(
                new ShareEvent.ReferenceWithdrawn(
                    visitor.account(), id.toString(), its, visitor.username(), null),
                origin));
    return study.isPresent();
  }
}
