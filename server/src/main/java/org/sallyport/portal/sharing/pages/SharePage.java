package org.sallyport.portal.sharing.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.RetryAfter;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForSignedIn;
import org.sallyport.platform.ids.ShareId;
import org.sallyport.platform.installation.DurationText;
import org.sallyport.platform.messages.Messages;
import org.sallyport.platform.messages.RefusedForm;
import org.sallyport.portal.sharing.Receiver;
import org.sallyport.portal.sharing.ShareResult;
import org.sallyport.portal.sharing.ShareTerms;
import org.sallyport.portal.sharing.Sharing;
import org.sallyport.portal.sharing.pages.ShareRequests.ShareRequest;
import org.sallyport.portal.sharing.receivers.KnownReceivers;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Shares the chosen studies with a colleague, a group or an e-mail address. */
@Controller
@ForSignedIn
@RequiredArgsConstructor
class SharePage {
  private static final String PATH = "/studies/share";

  private final ShareRequests requests;
  private final ShareFormReader draft;
  private final KeptForm kept;
  private final Sharing sharing;
  private final KnownReceivers known;
  private final ShareViews views;
  private final RecentSecondFactor confirmed;

  @GetMapping(PATH)
  String page(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam MultiValueMap<String, String> fields,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    MultiValueMap<String, String> chosen = new LinkedMultiValueMap<>();
    ShareForm named = new ShareForm(fields);
    Optional<String> reference = ChosenStudies.referencePage(request, visitor);
    if (!named.names() && reference.isPresent()) {
      ChosenStudies.forget(request, response);
      return "redirect:" + reference.get();
    }
    (named.names() ? named.studies() : ChosenStudies.read(request, visitor))
        .forEach(study -> chosen.add("study", study.value()));
    if (!named.names() && chosen.isEmpty()) {
      return "redirect:/studies/shared";
    }
    ShareForm form = new ShareForm(chosen);
    Optional<ShareForm> filled = kept.read(request, visitor, form);
    ShareRequest asked = requests.read(visitor, filled.orElse(form), request);
    model.addAttribute("resumed", filled.isPresent());
    ChosenStudies.keep(response, visitor, form.studies());
    return page(asked, null, model);
  }

  @PostMapping(PATH)
  String share(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam MultiValueMap<String, String> fields,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    ShareRequest asked = requests.read(visitor, new ShareForm(fields), request);
    return switch (draft.read(visitor, asked.form(), asked.studies(), asked.period())) {
      case ShareFormReader.Read.Wrong wrong -> refused(asked, wrong, response, model);
      case ShareFormReader.Read.NotShownYet found -> toCheck(asked, found, response, model);
      case ShareFormReader.Read.TwoReceivers two ->
          refused(asked.withoutReceiver(), two.asWrong(), response, model);
      case ShareFormReader.Read.Complete complete ->
          share(asked, complete.terms(), request, response, model);
    };
  }

  private String share(
      ShareRequest asked,
      ShareTerms terms,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    if (!confirmed.isFor(terms.receiver(), asked.visitor())) {
      kept.keep(response, asked.visitor(), asked.form());
      String words =
          Messages.text(
              terms.receiver() instanceof Receiver.Address
                  ? "sharing.form.confirm-first"
                  : "sharing.form.confirm-all-first");
      return refused(
          asked, new ShareFormReader.Read.Wrong("confirm", words, List.of()), response, model);
    }
    return switch (sharing.share(asked.visitor(), terms, Origin.of(request))) {
      case ShareResult.Shared done -> {
        noteUse(asked, terms.receiver());
        yield done(done.share(), request, response) + "&before=" + done.alreadyShared();
      }
      case ShareResult.Repeated repeated -> done(repeated.share(), request, response);
      case ShareResult.NotPermitted _ ->
          refused(asked, "sharing.form.beyond-your-right", response, model);
      case ShareResult.AccountLocked locked ->
          refused(asked, "sharing.form.locked", response, model);
      case ShareResult.TooManyMarks tooMany ->
          refused(
              asked,
              new ShareFormReader.Read.Wrong(
                  "form", Messages.text("sharing.form.too-many-marks", tooMany.most()), List.of()),
              response,
              model);
      case ShareResult.LimitReached wait -> {
        String words =
            Messages.text(
                "sharing.form.not-before", Days.moment(wait.until(), asked.period().zone()));
        String page =
            refused(
                asked, new ShareFormReader.Read.Wrong("form", words, List.of()), response, model);
        RetryAfter.set(response, asked.period().secondsUntil(wait.until()));
        yield page;
      }
    };
  }

  /** Shows whom the typed text means, chosen, and asks to press the button once more. */
  private String toCheck(
      ShareRequest asked,
      ShareFormReader.Read.NotShownYet found,
      HttpServletResponse response,
      Model model) {
    String words = Messages.text("sharing.form.receiver-check", found.receiver().name());
    return refused(
        asked.choosing(found.receiver()),
        new ShareFormReader.Read.Wrong("check", words, List.of(found.receiver())),
        response,
        model);
  }

  private void noteUse(ShareRequest asked, Receiver receiver) {
    if (asked.form().ticked("keep")) {
      known.keep(asked.visitor().account(), receiver);
    } else {
      known.used(asked.visitor().account(), receiver);
    }
  }

  /** Forgets what was kept of the form and leads to the note about the share. */
  private String done(ShareId share, HttpServletRequest request, HttpServletResponse response) {
    kept.forget(request, response);
    ChosenStudies.forget(request, response);
    return "redirect:/studies/shared?done=" + share;
  }

  private String refused(
      ShareRequest asked, String key, HttpServletResponse response, Model model) {
    return refused(
        asked,
        new ShareFormReader.Read.Wrong("form", Messages.text(key), List.of()),
        response,
        model);
  }

  private String refused(
      ShareRequest asked,
      ShareFormReader.Read.Wrong wrong,
      HttpServletResponse response,
      Model model) {
    RefusedForm.answer(response);
    return page(asked, wrong, model);
  }

  private String page(ShareRequest asked, ShareFormReader.Read.@Nullable Wrong wrong, Model model) {
    if (asked.studies().isEmpty()) {
      return "sharing/not-yours";
    }
    model.addAttribute(
        "share",
        views.of(
            asked.visitor(),
            asked.form(),
            asked.chosen(),
            asked.studies(),
            asked.period(),
            wrong == null ? List.of() : wrong.choices()));
    model.addAttribute("byUsername", views.findsByUsername(asked.visitor()));
    model.addAttribute("wrong", wrong == null ? null : wrong.field());
    model.addAttribute("problem", wrong == null ? null : wrong.words());
    model.addAttribute("fresh", confirmed.is(asked.visitor()));
    model.addAttribute("freshForColleagues", confirmed.isForColleagues(asked.visitor()));
    model.addAttribute("freshFor", DurationText.words(confirmed.lastsForColleagues()));
    return "sharing/share";
  }
}
