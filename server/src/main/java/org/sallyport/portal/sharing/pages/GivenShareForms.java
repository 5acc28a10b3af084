package org.sallyport.portal.sharing.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.RetryAfter;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForSignedIn;
import org.sallyport.platform.ids.ShareId;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.messages.Messages;
import org.sallyport.platform.messages.RefusedForm;
import org.sallyport.portal.archive.ArchiveUnreachable;
import org.sallyport.portal.sharing.GivenShare;
import org.sallyport.portal.sharing.GivenShares;
import org.sallyport.portal.sharing.ShareChanges;
import org.sallyport.portal.sharing.SharePosition;
import org.sallyport.portal.sharing.receivers.KnownReceivers;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The forms of the page "Shared by me". Each contains where the page began (after), so that the
 * same page is shown after it.
 */
@Controller
@ForSignedIn
@RequiredArgsConstructor
class GivenShareForms {
  private static final String PATH = SharedByMeView.PATH;

  private final GivenShares given;
  private final ShareChanges changes;
  private final SharedByMeView view;
  private final KnownReceivers known;
  private final Accounts accounts;
  private final RecentSecondFactor confirmed;
  private final Installation installation;
  private final Clock clock;

  @PostMapping(PATH + "/withdraw")
  String withdraw(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(defaultValue = "") String after,
      @RequestParam(defaultValue = "") String id,
      @RequestParam(defaultValue = "") String study,
      HttpServletRequest request) {
    StudyUid one = study.isEmpty() ? null : StudyUid.parse(study).orElseThrow(this::nothing);
    boolean done = changes.withdraw(visitor, own(visitor, id).id(), one, Origin.of(request));
    return back(after, done ? "withdrawn" : "");
  }

  @PostMapping(PATH + "/unlock")
  String unlock(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(defaultValue = "") String after,
      @RequestParam(defaultValue = "") String id,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    ShareId share = own(visitor, id).id();
    if (isLocked(visitor)) {
      return locked(visitor, after, response, model);
    }
    boolean done = changes.unlock(visitor, share, Origin.of(request));
    return back(after, done ? "unlocked" : "");
  }

  @PostMapping(PATH + "/mail")
  String mail(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(defaultValue = "") String after,
      @RequestParam(defaultValue = "") String id,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    GivenShare share = own(visitor, id);
    String refusal = refusal(visitor, share, after, request, response, model);
    if (refusal != null) {
      return refusal;
    }
    return switch (changes.mailAgain(visitor, share.id(), Origin.of(request))) {
      case ShareChanges.Mailed.LinkSent _ -> back(after, "mailed") + "&to=" + share.id();
      case ShareChanges.Mailed.NotMailed _ -> back(after, "");
      case ShareChanges.Mailed.LimitReached wait -> {
        RetryAfter.set(response, wait.until().getEpochSecond() - clock.instant().getEpochSecond());
        yield view.show(
            visitor,
            after,
            null,
            Messages.text(
                "sharing.form.not-before", Days.moment(wait.until(), installation.zone())),
            model);
      }
    };
  }

  @PostMapping(PATH + "/extend")
  String extend(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(defaultValue = "") String after,
      @RequestParam(defaultValue = "") String id,
      @RequestParam(defaultValue = "") String until,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    GivenShare share = own(visitor, id);
    String refusal = refusal(visitor, share, after, request, response, model);
    if (refusal != null) {
      return refusal;
    }
    boolean extended =
        view.end(until).filter(at -> extend(visitor, share.id(), at, request)).isPresent();
    if (!extended) {
      RefusedForm.answer(response);
      return view.show(visitor, after, null, Messages.text("sharing.given.not-extended"), model);
    }
    return back(after, "extended");
  }

  private boolean extend(Visitor visitor, ShareId share, Instant at, HttpServletRequest request) {
    try {
      return changes.extend(visitor, share, at, Origin.of(request));
    } catch (ArchiveUnreachable e) {
      return false;
    }
  }

  @PostMapping(PATH + "/forget")
  String forget(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(defaultValue = "") String after,
      @RequestParam(defaultValue = "") String id) {
    known.forget(visitor.account(), id);
    return back(after, "forgotten");
  }

  /** The page again, at its place, and what was done. */
  static String back(String after, String done) {
    UriComponentsBuilder address = UriComponentsBuilder.fromPath(PATH).queryParam("done", done);
    SharePosition.parse(after).ifPresent(place -> address.queryParam("after", place.text()));
    return "redirect:" + address.build().toUriString();
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

  private String locked(Visitor visitor, String after, HttpServletResponse response, Model model) {
    RefusedForm.answer(response);
    return view.show(visitor, after, null, Messages.text("sharing.form.locked"), model);
  }

  /**
   * The page that says why the share must not give more now; null if it may. What lets somebody see
   * images longer, or again, needs what sharing needs.
   */
  private @Nullable String refusal(
      Visitor visitor,
      GivenShare share,
      String after,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    if (isLocked(visitor)) {
      return locked(visitor, after, response, model);
    }
    return confirmed.isFor(share.receiver(), visitor)
        ? null
        : confirm(visitor, after, request, response, model);
  }

  /** After the second factor this page is shown again, since no studies are chosen for a share. */
  private String confirm(
      Visitor visitor,
      String after,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    ChosenStudies.forget(request, response);
    RefusedForm.answer(response, model, "confirm", true);
    return view.show(visitor, after, null, null, model);
  }

  static Optional<ShareId> share(String id) {
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
