package org.sallyport.portal.sharing.pages;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.Role;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.crypto.RandomValues;
import org.sallyport.portal.sharing.Receiver;
import org.sallyport.portal.sharing.Sharable;
import org.sallyport.portal.sharing.SharingProperties;
import org.sallyport.portal.sharing.receivers.Directory;
import org.sallyport.portal.sharing.receivers.KnownReceivers;
import org.sallyport.portal.sharing.receivers.ReceiverDescriptions;
import org.sallyport.portal.studies.marks.SentMarks;
import org.springframework.stereotype.Component;

/** What the share page shows: the studies, and whom to choose from. */
@Component
@RequiredArgsConstructor
class ShareViews {
  private final Accounts accounts;
  private final KnownReceivers known;
  private final Directory directory;
  private final ReceiverDescriptions descriptions;
  private final SentMarks marks;
  private final SharingProperties properties;
  private final RandomValues random;
  private final Clock clock;

  /**
   * The page.
   *
   * @param chosen how many studies were chosen
   * @param studies those of them that can be shared
   * @param meant whom a typed text may mean; if there are none, the receivers that are known
   */
  ShareView of(
      Visitor visitor,
      ShareForm form,
      int chosen,
      List<Sharable> studies,
      Period period,
      List<Receiver> meant) {
    List<Receiver> receivers = meant.isEmpty() ? known(visitor) : meant;
    Map<Receiver, String> described = descriptions.of(receivers);
    return ShareView.of(
        studies,
        chosen,
        receivers.stream()
            .map(it -> new ShareView.Choice(it.key(), it.name(), described.getOrDefault(it, "")))
            .distinct()
            .toList(),
        period,
        form,
        form.request().orElseGet(random::id).toString(),
        marks.count(
            visitor.account(), studies.stream().map(sharable -> sharable.study().uid()).toList()),
        properties.addresses());
  }

  /** Whether the visitor finds people by their usernames. */
  boolean findsByUsername(Visitor visitor) {
    return accounts
        .find(visitor.account())
        .map(Account::role)
        .filter(role -> role != Role.PATIENT)
        .isPresent();
  }

  /** Favourites, then groups and recent receivers. */
  private List<Receiver> known(Visitor visitor) {
    List<Receiver> receivers = new ArrayList<>(known.favourites(visitor.account()));
    receivers.addAll(directory.groupsOf(visitor.account(), clock.instant()));
    receivers.addAll(known.recent(visitor.account()));
    return receivers.stream().distinct().toList();
  }
}
