package org.sallyport.portal.sharing;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.crypto.RandomValues;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.ShareEvent;
import org.sallyport.platform.ids.ShareId;
import org.sallyport.portal.studies.marks.SendResult;
import org.sallyport.portal.studies.marks.SentMarks;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Shares studies. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Sharing {
  private final SharableStudies sharable;
  private final ShareStore store;
  private final SentMarks marks;
  private final ShareMails mails;
  private final SharingLimits limits;
  private final Accounts accounts;
  private final RandomValues random;
  private final DomainEvents events;
  private final TransactionTemplate transaction;

  /**
   * Shares the studies, all or none.
   *
   * @throws org.sallyport.portal.archive.ArchiveUnreachable if the archive does not answer
   */
  public ShareResult share(Visitor sharer, ShareTerms terms, Origin origin) {
    List<Sharable> studies =
        terms.studies().stream()
            .flatMap(study -> sharable.of(sharer.account(), study).stream())
            .toList();
    if (studies.isEmpty() || studies.size() < terms.studies().size()) {
      return new ShareResult.NotPermitted();
    }
    return transaction.execute(
        status -> {
          ShareResult result = share(sharer, terms, studies, origin);
          if (!(result instanceof ShareResult.Shared)) {
            status.setRollbackOnly();
          }
          return result;
        });
  }

  private ShareResult share(
      Visitor sharer, ShareTerms terms, List<Sharable> studies, Origin origin) {
    HeldAccount held = accounts.hold(sharer.account());
    if (held.account().isLocked() || held.account().isDisabled()) {
      return new ShareResult.AccountLocked();
    }
    int alreadyShared = store.alreadyShared(held.id(), terms);
    ShareId share = new ShareId(random.id());
    if (!store.add(share, sharer, terms)) {
      return new ShareResult.Repeated(store.first(held.id(), terms.request()));
    }
    if (!studies.stream().allMatch(study -> store.add(share, study))) {
      return new ShareResult.NotPermitted();
    }
    Optional<Instant> usedUp = limits.takeShare(held.id(), terms.receiver());
    if (usedUp.isPresent()) {
      return new ShareResult.LimitReached(usedUp.get());
    }
    return switch (sendMarks(held, share, terms)) {
      case SendResult.TooMany tooMany -> new ShareResult.TooManyMarks(tooMany.most());
      case SendResult.Sent sent -> {
        if (terms.receiver() instanceof Receiver.Address address) {
          mails.send(share, sharer, terms, address);
        }
        events.publish(event(share, sharer, terms, sent), origin);
        yield new ShareResult.Shared(share, alreadyShared);
      }
    };
  }

  private SendResult sendMarks(HeldAccount held, ShareId share, ShareTerms terms) {
    return terms.withMarks()
        ? marks.send(held, share, terms.studies())
        : new SendResult.Sent(Map.of());
  }

  private ShareEvent.Shared event(
      ShareId share, Visitor sharer, ShareTerms terms, SendResult.Sent sent) {
    return new ShareEvent.Shared(
        sharer.account(),
        sharer.signIn(),
        share,
        terms.receiver().kind(),
        terms.receiver().masked(),
        terms.studies(),
        terms.from(),
        terms.until(),
        terms.withReport(),
        terms.mayShareOn(),
        sent.marks().entrySet().stream()
            .collect(Collectors.toMap(on -> on.getKey().value(), Map.Entry::getValue)),
        store.accounts(terms.receiver()).stream()
            .filter(account -> !account.equals(sharer.account()))
            .toList());
  }
}
