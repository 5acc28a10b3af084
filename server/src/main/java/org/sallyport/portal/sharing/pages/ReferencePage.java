package org.sallyport.portal.sharing.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.RetryAfter;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForSignedIn;
import org.sallyport.platform.crypto.RandomValues;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.installation.TypedDates;
import org.sallyport.platform.messages.Messages;
import org.sallyport.platform.messages.RefusedForm;
import org.sallyport.portal.sharing.Sharable;
import org.sallyport.portal.sharing.SharableStudies;
import org.sallyport.portal.sharing.SharingProperties;
import org.sallyport.portal.sharing.reference.IssueResult;
import org.sallyport.portal.sharing.reference.ReferenceNumbers;
import org.sallyport.portal.studies.Readers;
import org.sallyport.portal.studies.pages.Words;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Issues a reference number for a study and shows it once, as a letter to print. */
@Controller
@ForSignedIn
@RequiredArgsConstructor
class ReferencePage {
  private static final String PATH = "/studies/reference";

  private final SharableStudies sharable;
  private final Readers readers;
  private final ReferenceNumbers numbers;
  private final RecentSecondFactor confirmed;
  private final SharingProperties properties;
  private final Installation installation;
  private final RandomValues random;
  private final Clock clock;

  @GetMapping(PATH)
  String page(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(defaultValue = "") String study,
      @RequestParam(required = false) @Nullable String until,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Optional<Sharable> found = sharable(visitor, study, request);
    if (found.isEmpty()) {
      return "sharing/not-yours";
    }
    Period period = period(found.get());
    if (!confirmed.is(visitor)) {
      mustConfirm(visitor, found.get(), period.standard(), response, model);
    }
    String chosen =
        until == null ? null : TypedDates.day(until).map(LocalDate::toString).orElse(null);
    return form(found.get(), random.id().toString(), chosen, null, model);
  }

  /** The address of the page with a study and a day. */
  static String address(StudyUid study, LocalDate until) {
    return PATH + "?study=" + study + "&until=" + until;
  }

  private static void mustConfirm(
      Visitor visitor, Sharable study, LocalDate until, HttpServletResponse response, Model model) {
    ChosenStudies.keepForReference(response, visitor, study.study().uid(), until);
    model.addAttribute("confirm", true);
  }

  @PostMapping(PATH)
  String issue(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(defaultValue = "") String study,
      @RequestParam(defaultValue = "") String until,
      @RequestParam(name = "request", defaultValue = "") String form,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Optional<Sharable> found = sharable(visitor, study, request);
    if (found.isEmpty()) {
      return "sharing/not-yours";
    }
    UUID id = uuid(form).orElseGet(random::id);
    Period period = period(found.get());
    Optional<Instant> end = period.until(until, period.now());
    if (end.isEmpty()) {
      RefusedForm.answer(response);
      String problem = Messages.text("sharing.form.until-wrong", Days.day(period.lastDay()));
      return form(found.get(), id.toString(), until, problem, model);
    }
    if (!confirmed.is(visitor)) {
      RefusedForm.answer(response);
      mustConfirm(
          visitor, found.get(), installation.dayOf(end.get().minusMillis(1)), response, model);
      return form(found.get(), id.toString(), until, null, model);
    }
    IssueResult issued =
        numbers.issue(visitor, found.get().study().uid(), id, end.get(), Origin.of(request));
    return page(issued, found.get(), id, until, response, model);
  }

  /** A form of the page "Shared by me". */
  @PostMapping(SharedByMeView.PATH + "/withdraw-number")
  String withdraw(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(defaultValue = "") String after,
      @RequestParam(defaultValue = "") String id,
      HttpServletRequest request) {
    boolean done =
        uuid(id).filter(it -> numbers.withdraw(visitor, it, Origin.of(request))).isPresent();
    return GivenShareForms.back(after, done ? "withdrawn" : "");
  }

  private String page(
      IssueResult issued,
      Sharable study,
      UUID id,
      String until,
      HttpServletResponse response,
      Model model) {
    return switch (issued) {
      case IssueResult.Issued done -> letter(done, model);
      case IssueResult.Repeated _ -> "redirect:/studies/shared?done=number";
      case IssueResult.NotPermitted _ -> "sharing/not-yours";
      case IssueResult.NoBirthDate _ -> {
        RefusedForm.answer(response);
        yield form(study, id.toString(), until, null, model);
      }
      case IssueResult.LimitReached wait -> {
        RetryAfter.set(response, wait.until().getEpochSecond() - clock.instant().getEpochSecond());
        String words =
            Messages.text(
                "sharing.form.not-before", Days.moment(wait.until(), installation.zone()));
        yield form(study, id.toString(), until, words, model);
      }
    };
  }

  private String letter(IssueResult.Issued done, Model model) {
    model.addAttribute("number", done.number().shown());
    model.addAttribute("until", Words.end(done.until().atZone(installation.zone())));
    model.addAttribute("description", StudyNames.description(done.study()));
    model.addAttribute("address", installation.address("/studies/add").toString());
    return "sharing/letter";
  }

  private String form(
      Sharable study, String id, @Nullable String until, @Nullable String problem, Model model) {
    Period period = period(study);
    model.addAttribute("study", ShareView.Study.of(study));
    model.addAttribute("request", id);
    model.addAttribute("until", until == null ? period.standard().toString() : until);
    model.addAttribute("firstDay", period.today().toString());
    model.addAttribute("lastDay", period.lastDay().toString());
    model.addAttribute("born", study.study().born() != null);
    model.addAttribute("problem", problem);
    return "sharing/reference";
  }

  private Period period(Sharable study) {
    return Period.of(List.of(study), properties, installation.zone(), clock);
  }

  /** Empty if the visitor sees the study and may not share it. */
  private Optional<Sharable> sharable(Visitor visitor, String typed, HttpServletRequest request) {
    StudyUid study =
        StudyUid.parse(typed).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    Optional<Sharable> found = sharable.of(visitor.account(), study);
    if (found.isEmpty() && readers.see(visitor, study).isEmpty()) {
      readers.refused(visitor, study, Origin.of(request));
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    return found;
  }

  private static Optional<UUID> uuid(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
