package org.sallyport.sharing.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sallyport.access.Origin;
import org.sallyport.access.RetryAfter;
import org.sallyport.access.Visitor;
import org.sallyport.access.annotations.ForSignedIn;
import org.sallyport.account.Account;
import org.sallyport.account.Accounts;
import org.sallyport.archive.ArchiveUnreachable;
import org.sallyport.ids.AccountId;
import org.sallyport.ids.ShareId;
import org.sallyport.ids.StudyUid;
import org.sallyport.installation.Installation;
import org.sallyport.messages.Messages;
import org.sallyport.sharing.GivenShare;
import org.sallyport.sharing.GivenShares;
import org.sallyport.sharing.Receiver;
import org.sallyport.sharing.ShareChanges;
import org.sallyport.sharing.SharePosition;
import org.sallyport.sharing.SharingProperties;
import org.sallyport.sharing.receivers.KnownReceivers;
import org.sallyport.sharing.reference.GivenReferences;
import org.sallyport.sharing.reference.ReferenceNumbers;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The page "Shared by me": every share, who opened it, and how to end it. */
@Controller
@ForSignedIn
class SharedByMePage {
  private static final String HERE = "/studies/shared";
  private static final String PLACE = "place";

  private final GivenShares given;
  private final ShareChanges changes;
  private final StudyNames names;
  private final GivenReferences references;
  private final ReferenceNumbers numbers;
  private final KnownReceivers known;
  private final Accounts accounts;
  private final RecentSecondFactor confirmed;
  private final SharingProperties properties;
  private final Installation installation;
  private final Clock clock;

  SharedByMePage(
      GivenShares given,
      ShareChanges changes,
      StudyNames names,
      GivenReferences references,
      ReferenceNumbers numbers,
      KnownReceivers known,
      Accounts accounts,
      RecentSecondFactor confirmed,
      SharingProperties properties,
      Installation installation,
      Clock clock) {
    this.given = given;
    this.changes = changes;
    this.names = names;
    this.references = references;
    this.numbers = numbers;
    this.known = known;
    this.accounts = accounts;
    this.confirmed = confirmed;
    this.properties = properties;
    this.installation = installation;
    this.clock = clock;
  }

  /** Where the page begins; its forms contain it, so that the same page is shown after them. */
  @ModelAttribute
  void place(@RequestParam(defaultValue = "") String after, Model model) {
    SharePosition.parse(after).ifPresent(place -> model.addAttribute(PLACE, place));
  }

  @GetMapping(HERE)
  String page(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(defaultValue = "") String done,
      @RequestParam(defaultValue = "") String before,
      Model model) {
    String note =
        done.equals("number")
            ? Messages.text("sharing.reference.repeated")
            : share(done)
                .flatMap(share -> given.find(visitor.account(), share))
                .map(share -> note(share, before))
                .orElse(null);
    return show(visitor, note, null, model);
  }

  private String note(GivenShare share, String before) {
    String shared = Messages.text("sharing.done.shared", share.receiver().name());
    return before.matches("[1-9][0-9]?")
        ? shared + " " + Messages.text("sharing.done.before", Integer.parseInt(before))
        : shared;
  }

  private String show(
      Visitor visitor, @Nullable String note, @Nullable String problem, Model model) {
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
    List<GivenView> views =
        shares.stream().map(it -> GivenView.of(it, named, installation.zone(), now)).toList();
    model.addAttribute("live", views.stream().filter(GivenView::lives).toList());
    model.addAttribute("over", views.stream().filter(it -> !it.lives()).toList());
    model.addAttribute(
        "numbers",
        issued.stream().map(it -> ReferenceView.of(it, named, installation.zone(), now)).toList());
    model.addAttribute(
        "favourites",
        first
            ? known.favourites(visitor.account()).stream().map(ShareView.Choice::of).toList()
            : List.of());
    model.addAttribute(
        "lastDay", LocalDate.ofInstant(now.plus(properties.max()), installation.zone()).toString());
    model.addAttribute("note", note);
    model.addAttribute("problem", problem);
    return "sharing/shared-by-me";
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

  @PostMapping(HERE + "/withdraw")
  String withdraw(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(defaultValue = "") String id,
      @RequestParam(defaultValue = "") String study,
      HttpServletRequest request,
      Model model) {
    StudyUid one = study.isEmpty() ? null : StudyUid.parse(study).orElseThrow(this::nothing);
    boolean done = changes.withdraw(visitor, own(visitor, id).id(), one, Origin.of(request));
    return show(visitor, done ? Messages.text("sharing.done.withdrawn") : null, null, model);
  }

  @PostMapping(HERE + "/unlock")
  String unlock(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(defaultValue = "") String id,
      HttpServletRequest request,
      Model model) {
    ShareId share = own(visitor, id).id();
    if (isLocked(visitor)) {
      return locked(visitor, model);
    }
    boolean done = changes.unlock(visitor, share, Origin.of(request));
    return show(visitor, done ? Messages.text("sharing.done.unlocked") : null, null, model);
  }

  @PostMapping(HERE + "/mail")
  String mail(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(defaultValue = "") String id,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    GivenShare share = own(visitor, id);
    if (isLocked(visitor)) {
      return locked(visitor, model);
    }
    if (mustConfirm(visitor, share)) {
      return confirm(visitor, request, response, model);
    }
    return switch (changes.mailAgain(visitor, share.id(), Origin.of(request))) {
      case ShareChanges.Mailed.Sent sent ->
          show(visitor, Messages.text("sharing.done.mailed", sent.to()), null, model);
      case ShareChanges.Mailed.Over over -> show(visitor, null, null, model);
      case ShareChanges.Mailed.NotBefore wait -> {
        RetryAfter.set(response, wait.until().getEpochSecond() - clock.instant().getEpochSecond());
        yield show(
            visitor,
            null,
            Messages.text(
                "sharing.form.not-before", Days.moment(wait.until(), installation.zone())),
            model);
      }
    };
  }

  @PostMapping(HERE + "/extend")
  String extend(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(defaultValue = "") String id,
      @RequestParam(defaultValue = "") String until,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    GivenShare share = own(visitor, id);
    if (isLocked(visitor)) {
      return locked(visitor, model);
    }
    if (mustConfirm(visitor, share)) {
      return confirm(visitor, request, response, model);
    }
    boolean extended =
        end(until).filter(at -> extend(visitor, share.id(), at, request)).isPresent();
    if (!extended) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return show(visitor, null, Messages.text("sharing.given.not-extended"), model);
    }
    return show(visitor, Messages.text("sharing.done.extended"), null, model);
  }

  private boolean extend(Visitor visitor, ShareId share, Instant at, HttpServletRequest request) {
    try {
      return changes.extend(visitor, share, at, Origin.of(request));
    } catch (ArchiveUnreachable e) {
      return false;
    }
  }

  /** The end of a day, at most that of the policy. */
  private Optional<Instant> end(String typed) {
    try {
      Instant end =
          LocalDate.parse(typed).plusDays(1).atStartOfDay(installation.zone()).toInstant();
      Instant latest = clock.instant().plus(properties.max());
      boolean lastDay =
          LocalDate.ofInstant(latest, installation.zone()).equals(LocalDate.parse(typed));
      return Optional.of(lastDay ? latest : end);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  @PostMapping(HERE + "/withdraw-number")
  String withdrawNumber(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(defaultValue = "") String id,
      HttpServletRequest request,
      Model model) {
    boolean done =
        share(id)
            .filter(it -> numbers.withdraw(visitor, it.value(), Origin.of(request)))
            .isPresent();
    return show(visitor, done ? Messages.text("sharing.done.withdrawn") : null, null, model);
  }

  @PostMapping(HERE + "/forget")
  String forget(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(defaultValue = "") String id,
      Model model) {
    known.forget(visitor.account(), id);
    return show(visitor, Messages.text("sharing.done.forgotten"), null, model);
  }

  /** The share, if the visitor gave it; otherwise 404, as for one that does not exist. */
  private GivenShare own(Visitor visitor, String id) {
    return share(id)
        .flatMap(share -> given.find(visitor.account(), share))
        .orElseThrow(this::nothing);
  }

  private boolean isLocked(Visitor visitor) {
    return accounts.find(visitor.account()).filter(Account::isLocked).isPresent();
  }

  private String locked(Visitor visitor, Model model) {
    return show(visitor, null, Messages.text("sharing.form.locked"), model);
  }

  /** What lets people without an account see images longer, or again, needs what sharing needs. */
  private boolean mustConfirm(Visitor visitor, GivenShare share) {
    return share.receiver() instanceof Receiver.Address && !confirmed.is(visitor);
  }

  /** After the second factor this page is shown again, since no studies are chosen for a share. */
  private String confirm(
      Visitor visitor, HttpServletRequest request, HttpServletResponse response, Model model) {
    ChosenStudies.forget(request, response);
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    model.addAttribute("confirm", true);
    return show(visitor, null, null, model);
  }

  private static Optional<ShareId> share(String id) {
    try {
      return Optional.of(new ShareId(UUID.fromString(id)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private ResponseStatusException nothing() {
    return new ResponseStatusException(HttpStatus.NOT_FOUND);
  }
}
