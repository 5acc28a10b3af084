package org.sallyport.gate.selfservice.contacts;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.secondfactor.Prompt;
import org.sallyport.gate.secondfactor.Verdict;
import org.sallyport.gate.selfservice.ChangeAnswers;
import org.sallyport.gate.selfservice.stepup.ChangeCodePrompts;
import org.sallyport.platform.access.BackgroundRequestMark;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForSignedIn;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Prompts for the code that verifies a new contact. It has five tries of its own (rule 12). */
@Controller
@RequestMapping({"/settings/phone/code", "/settings/email/code", "/login/phone/code"})
@ForSignedIn
@RequiredArgsConstructor
class ContactCodePage {
  private final ContactChanges contacts;
  private final ContactAnswers contactAnswers;
  private final ChangeCodePrompts changeCodePrompts;
  private final ChangeAnswers answers;

  @GetMapping
  String page(@AuthenticationPrincipal Visitor visitor, HttpServletRequest request, Model model) {
    ContactFlow flow = flow(request);
    return contacts
        .question(visitor, flow.change())
        .map(prompt -> changeCodePrompts.page(flow.frame(visitor.username()), prompt, model))
        .orElseGet(() -> "redirect:" + BackgroundRequestMark.on(request, flow.path()));
  }

  @PostMapping
  String answer(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(defaultValue = "") String code,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    ContactFlow flow = flow(request);
    Origin origin = Origin.of(request);
    return switch (contacts.prove(visitor, flow.change(), code, origin)) {
      case ContactProof.Proven proven -> contactAnswers.proven(visitor, flow, proven.first());
      case ContactProof.Waits waits -> "redirect:/settings/account?waits";
      case ContactProof.NotProven refused ->
          refuse(visitor, flow, refused.verdict(), origin, response, model);
      case ContactProof.TriesUsedUp _ -> answers.triesUsedUp(response, model);
      case ContactProof.CannotBeSet refused ->
          contactAnswers.form(visitor, flow, "", refused.words(), response, model);
      case ContactProof.NotBegun notBegun ->
          answers.notBegun(visitor, flow.change(), origin, response, model);
    };
  }

  @PostMapping("/resend")
  String resend(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(required = false) @Nullable String call,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    ContactFlow flow = flow(request);
    Origin origin = Origin.of(request);
    ContactProposal contactProposal = contacts.again(visitor, flow.change(), call != null, origin);
    Optional<Prompt> prompt = contacts.question(visitor, flow.change());
    return contactProposal instanceof ContactProposal.NotSent notSent && prompt.isPresent()
        ? changeCodePrompts.notSent(
            flow.frame(visitor.username()), prompt.get(), notSent.challenge(), response, model)
        : contactAnswers.answer(contactProposal, visitor, flow, "", origin, response, model);
  }

  /** "Cancel" or "Not now": cancels the change. */
  @PostMapping("/cancel")
  String cancel(@AuthenticationPrincipal Visitor visitor, HttpServletRequest request) {
    ContactFlow flow = flow(request);
    contacts.cancel(visitor, flow.change());
    return contactAnswers.cancelled(visitor, flow);
  }

  private String refuse(
      Visitor visitor,
      ContactFlow flow,
      Verdict.StillOpen verdict,
      Origin origin,
      HttpServletResponse response,
      Model model) {
    Optional<Prompt> prompt = contacts.question(visitor, flow.change());
    return prompt.isEmpty()
        ? answers.notBegun(visitor, flow.change(), origin, response, model)
        : changeCodePrompts.refuse(
            flow.frame(visitor.username()), prompt.get(), verdict, response, model);
  }

  private static ContactFlow flow(HttpServletRequest request) {
    return ContactFlow.at(request.getServletPath());
  }
}
