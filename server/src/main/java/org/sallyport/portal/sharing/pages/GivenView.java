package org.sallyport.portal.sharing.pages;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.delivery.Delivery;
import org.sallyport.gate.secondfactor.view.DeliveryWords;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.platform.messages.Messages;
import org.sallyport.portal.sharing.GivenShare;
import org.sallyport.portal.sharing.Receiver;
import org.sallyport.portal.studies.pages.Words;

/**
 * A share on the page "Shared by me", as text.
 *
 * @param state "locked", "waiting" (not valid yet), "lives" or "over"
 * @param opened when it was first opened, or that it never was
 * @param mail what became of the mail with the link that works now; null if that is not known, or
 *     the share has ended
 * @param mailTrouble that it may not have arrived, and what to do; null if it did, or the link was
 *     opened
 * @param link whether there is a link that can be mailed again
 * @param until the last day, for the field that extends it
 * @param withdraw the words of the button that withdraws it
 * @param withdrawFrom whom from, for screen readers; empty if the button says so
 * @param withdrawEnds what that ends
 */
public record GivenView(
    String id,
    String receiver,
    String kind,
    String state,
    String sharedAt,
    String ends,
    String opened,
    @Nullable String openings,
    @Nullable String mail,
    @Nullable Trouble mailTrouble,
    String terms,
    String message,
    boolean active,
    boolean locked,
    boolean link,
    String until,
    String withdraw,
    String withdrawFrom,
    String withdrawEnds,
    List<Part> studies) {

  /**
   * What is wrong with a mail.
   *
   * @param failed whether it is certain that it did not arrive
   */
  public record Trouble(String words, boolean failed) {}

  /** A study of the share. */
  public record Part(
      String uid, String name, boolean active, @Nullable String note, @Nullable String onward) {}

  /**
   * @param mail what became of the mail with the link; null if that is not known
   */
  static GivenView of(
      GivenShare share,
      @Nullable Delivery mail,
      Map<StudyUid, String> names,
      ZoneId zone,
      Instant now) {
    GivenShare.Link link = share.link();
    return new GivenView(
        share.id().toString(),
        share.receiver().name(),
        Messages.text("sharing.kind." + share.receiver().kind()),
        state(share, now),
        Days.moment(share.sharedAt(), zone),
        ends(share, zone, now),
        opened(share, zone),
        link == null || link.maxOpens() == null
            ? null
            : Messages.text("sharing.given.openings", link.opens(), link.maxOpens()),
        mail == null || !share.isActive() ? null : status(mail),
        mail == null || !isAwaited(share) ? null : trouble(mail),
        terms(share),
        share.message(),
        share.isActive(),
        share.locked(),
        share.receiver() instanceof Receiver.Address,
        until(share, zone, now),
        withdraw(share.receiver()),
        share.receiver() instanceof Receiver.Team
            ? ""
            : Messages.text("sharing.given.withdraw-what", share.receiver().name()),
        withdrawEnds(share),
        share.studies().stream().map(part -> part(part, names, zone)).toList());
  }

  private static String withdraw(Receiver receiver) {
    return receiver instanceof Receiver.Team
        ? Messages.text("sharing.given.withdraw-all", receiver.name())
        : Messages.text("sharing.given.withdraw");
  }

  private static String withdrawEnds(GivenShare share) {
    String ends =
        Messages.text(
            "sharing.given.withdraw-ends." + share.receiver().kind(),
            share.receiver().name(),
            share.studies().stream().filter(GivenShare.Part::active).count());
    int onward = share.studies().stream().mapToInt(GivenShare.Part::onward).sum();
    return onward == 0
        ? ends
        : ends + " " + Messages.text("sharing.given.withdraw-ends.onward", onward);
  }

  private static String until(GivenShare share, ZoneId zone, Instant now) {
    Instant until = share.until();
    return LocalDate.ofInstant(until == null ? now : until.minusMillis(1), zone).toString();
  }

  private static String state(GivenShare share, Instant now) {
    if (!share.isActive()) {
      return "over";
    }
    if (share.locked()) {
      return "locked";
    }
    return share.from().isAfter(now) ? "waiting" : "lives";
  }

  private static String ends(GivenShare share, ZoneId zone, Instant now) {
    Instant until = share.until();
    if (!share.isActive() && (until == null || until.isAfter(now))) {
      boolean withdrawn = share.studies().stream().allMatch(part -> part.withdrawnAt() != null);
      return Messages.text(withdrawn ? "sharing.given.withdrawn" : "sharing.given.lost");
    }
    if (until == null) {
      return Messages.text("sharing.given.no-end");
    }
    return share.from().isAfter(now)
        ? Messages.text(
            "sharing.given.from-until",
            Days.moment(share.from(), zone),
            Words.end(until.atZone(zone)))
        : Words.end(until.atZone(zone));
  }

  /** Whether the receiver still has to open the link that was mailed last. */
  private static boolean isAwaited(GivenShare share) {
    GivenShare.Link link = share.link();
    return share.isActive() && link != null && link.opens() == 0;
  }

  private static String status(Delivery mail) {
    return mail instanceof Delivery.Relayed
        ? Messages.text("sharing.given.mail-relayed")
        : DeliveryWords.of(mail).status();
  }

  private static @Nullable Trouble trouble(Delivery mail) {
    return switch (mail) {
      case Delivery.Failed failed ->
          new Trouble(Messages.text("sharing.given.mail-failed", failed.reason()), true);
      case Delivery.Unknown _ -> new Trouble(Messages.text("sharing.given.mail-unknown"), false);
      case Delivery.OnItsWay _ -> null;
      case Delivery.HandedOver _ -> null;
      case Delivery.Delayed _ -> null;
      case Delivery.Relayed _ -> null;
      case Delivery.Delivered _ -> null;
    };
  }

  private static String opened(GivenShare share, ZoneId zone) {
    return opened(share)
        .map(at -> Days.moment(at, zone))
        .orElseGet(() -> Messages.text("sharing.given.never-opened"));
  }

  private static Optional<Instant> opened(GivenShare share) {
    List<Instant> openings = new ArrayList<>();
    share.studies().forEach(part -> add(openings, part.openedAt()));
    GivenShare.Link link = share.link();
    add(openings, link == null ? null : link.firstOpenedAt());
    return openings.stream().min(Instant::compareTo);
  }

  private static void add(List<Instant> openings, @Nullable Instant at) {
    if (at != null) {
      openings.add(at);
    }
  }

  private static String terms(GivenShare share) {
    String terms =
        Messages.text(
            "sharing.given.terms."
                + (share.withReport() ? "report" : "no-report")
                + (share.mayShareOn() ? "-onward" : ""));
    return share.marks() == 0
        ? terms
        : Messages.text("sharing.given.terms.marks", terms, share.marks());
  }

  private static Part part(GivenShare.Part part, Map<StudyUid, String> names, ZoneId zone) {
    Instant withdrawn = part.withdrawnAt();
    return new Part(
        part.study().value(),
        names.getOrDefault(part.study(), Messages.text("sharing.given.unnamed")),
        part.active(),
        withdrawn == null
            ? null
            : Messages.text("sharing.given.withdrawn-at", Days.moment(withdrawn, zone)),
        part.onward() == 0 ? null : Messages.text("sharing.given.onward", part.onward()));
  }
}
