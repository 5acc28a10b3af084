package org.sallyport.portal.sharing.pages;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.delivery.Delivery;
import org.sallyport.gate.delivery.Outbox;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.MessageId;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.installation.TypedDates;
import org.sallyport.portal.sharing.GivenShare;
import org.sallyport.portal.sharing.GivenShares;
import org.sallyport.portal.sharing.SharePosition;
import org.sallyport.portal.sharing.SharingProperties;
import org.sallyport.portal.sharing.receivers.KnownReceivers;
import org.sallyport.portal.sharing.reference.GivenReferences;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What the page "Shared by me" shows, from one place among the shares on. */
@Component
@RequiredArgsConstructor
class SharedByMeView {
  static final String PATH = "/studies/shared";

  private static final String PLACE = "place";

  private final GivenShares given;
  private final StudyNames names;
  private final GivenReferences references;
  private final KnownReceivers known;
  private final Outbox outbox;
  private final SharingProperties properties;
  private final Installation installation;
  private final Clock clock;

  /**
   * @param after the text of the place after which the page begins; the first page if it is none,
   *     or nothing is left there
   */
  String show(
      Visitor visitor, String after, @Nullable String note, @Nullable String problem, Model model) {
    SharePosition.parse(after).ifPresent(place -> model.addAttribute(PLACE, place));
    List<GivenShare> shares = shares(visitor.account(), model);
    boolean first = model.getAttribute(PLACE) == null;
    List<GivenReferences.Given> issued = first ? references.of(visitor.account()) : List.of();
    Map<StudyUid, String> named =
        names.of(
            visitor.account(),
            Stream.concat(
                    shares.stream()
                        .flatMap(it -> it.studies().stream())
                        .map(GivenShare.Part::study),
                    issued.stream().map(GivenReferences.Given::study))
                .toList());
    Instant now = clock.instant();
    Map<MessageId, Delivery> mails =
        outbox.deliveries(shares.stream().flatMap(it -> it.mail().stream()).toList());
    List<GivenView> views =
        shares.stream()
            .map(
                it ->
                    GivenView.of(
                        it,
                        it.mail().map(mails::get).orElse(null),
                        named,
                        installation.zone(),
                        now))
            .toList();
    model.addAttribute("live", views.stream().filter(GivenView::active).toList());
    model.addAttribute("over", views.stream().filter(it -> !it.active()).toList());
    model.addAttribute(
        "numbers",
        issued.stream().map(it -> ReferenceView.of(it, named, installation.zone(), now)).toList());
    model.addAttribute(
        "favourites",
        first
            ? known.favourites(visitor.account()).stream().map(ShareView.Choice::of).toList()
            : List.of());
    model.addAttribute("lastDay", installation.dayOf(now.plus(properties.max())).toString());
    model.addAttribute("note", note);
    model.addAttribute("problem", problem);
    return "sharing/shared-by-me";
  }

  /** The end of a day, at most that of the policy. */
  Optional<Instant> end(String typed) {
    Instant latest = clock.instant().plus(properties.max());
    LocalDate last = installation.dayOf(latest);
    return TypedDates.day(typed)
        .filter(day -> !day.isAfter(last))
        .map(
            day ->
                day.equals(last)
                    ? latest
                    : day.plusDays(1).atStartOfDay(installation.zone()).toInstant());
  }

  /** The first page if none is left at the place. */
  private List<GivenShare> shares(AccountId sharer, Model model) {
    GivenShares.Page page = given.page(sharer, (SharePosition) model.getAttribute(PLACE));
    if (page.shares().isEmpty() && model.asMap().remove(PLACE) != null) {
      page = given.page(sharer, null);
    }
    model.addAttribute("more", page.last());
    return page.shares();
  }
}
