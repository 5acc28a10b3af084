package org.sallyport.staff.admin.letters;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.secondfactor.enrollment.QrPicture;
import org.sallyport.gate.secondfactor.written.ActivationLetter;
import org.sallyport.gate.secondfactor.written.WrittenCode;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForAdmin;
import org.sallyport.platform.messages.Messages;
import org.sallyport.staff.admin.gate.StaffAct;
import org.sallyport.staff.admin.gate.StaffActs;
import org.sallyport.staff.admin.pages.AdminForms;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/**
 * The letter with an activation code (rule 27). The answer to the form is the letter itself: the
 * code is shown once, and stored nowhere, so no later page could show it. Each form makes one
 * letter: it has the number of those that were made before.
 */
@Controller
@RequestMapping("/admin/manage/{id}/letter")
@ForAdmin
@RequiredArgsConstructor
class LetterPage {
  private final IssuedLetters letters;
  private final ActivationLetter codes;
  private final Accounts accounts;
  private final StaffActs staff;
  private final LetterRefusals refusals;

  @GetMapping
  String page(@PathVariable UUID id, Model model) {
    return show(AdminForms.account(accounts, id), model);
  }

  @PostMapping("/issue")
  String issue(
      @AuthenticationPrincipal Visitor visitor,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(defaultValue = "0") int made,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Account account = AdminForms.account(accounts, id);
    String why = AdminForms.line(reason);
    if (why.isEmpty()) {
      return missingReason(account, response, model);
    }
    Origin origin = Origin.of(request);
    Optional<IssuedLetters.Issued> issued =
        staff.run(
            StaffAct.ISSUE_LETTER,
            visitor,
            admin -> letters.issue(account, admin.actor(), why, made, origin));
    if (issued.isEmpty()) {
      return refuse(HttpStatus.FORBIDDEN, staff.refusal(visitor), account, response, model);
    }
    return switch (issued.get()) {
      case IssuedLetters.Issued.NewLetter done -> {
        model.addAttribute("id", id);
        model.addAttribute("letter", done.letter());
        model.addAttribute("qr", QrPicture.of(done.letter().address()));
        yield "admin/letter-issued";
      }
      case IssuedLetters.Issued.NotIssued no ->
          refuse(HttpStatus.CONFLICT, no.why(), account, response, model);
    };
  }

  /** The same letter as PDF: the page sends back the code that it shows. */
  @PostMapping("/pdf")
  ResponseEntity<byte[]> pdf(@PathVariable UUID id, @RequestParam(defaultValue = "") String code) {
    Account account = AdminForms.account(accounts, id);
    Optional<String> read = WrittenCode.read(code);
    Optional<Instant> until = codes.validUntil(account.id());
    if (read.isEmpty() || until.isEmpty()) {
      throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
    }
    return download(letters.letter(account, WrittenCode.show(read.get()), until.get()));
  }

  private static ResponseEntity<byte[]> download(Letter letter) {
    String disposition = ContentDisposition.attachment().filename("letter.pdf").build().toString();
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_PDF)
        .header(HttpHeaders.CONTENT_DISPOSITION, disposition)
        .body(LetterPdf.of(letter));
  }

  @PostMapping("/void")
  String cancel(
      @AuthenticationPrincipal Visitor visitor,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String reason,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Account account = AdminForms.account(accounts, id);
    String why = AdminForms.line(reason);
    if (why.isEmpty()) {
      return missingReason(account, response, model);
    }
    Origin origin = Origin.of(request);
    Optional<Boolean> voided =
        staff.run(
            StaffAct.VOID_LETTER,
            visitor,
            admin -> letters.cancel(account, admin.actor(), why, origin));
    if (voided.isEmpty()) {
      return refuse(HttpStatus.FORBIDDEN, staff.refusal(visitor), account, response, model);
    }
    return voided.get()
        ? "redirect:/admin/manage/" + id + "?done=voided"
        : refuse(
            HttpStatus.CONFLICT, Messages.text("staff.letter.no-code"), account, response, model);
  }

  private String missingReason(Account account, HttpServletResponse response, Model model) {
    model.addAttribute("reasonProblem", Messages.text("staff.reason.missing"));
    return refuse(HttpStatus.UNPROCESSABLE_CONTENT, null, account, response, model);
  }

  private String refuse(
      HttpStatus status,
      @Nullable String refusal,
      Account account,
      HttpServletResponse response,
      Model model) {
    response.setStatus(status.value());
    model.addAttribute("refusal", refusal);
    return show(account, model);
  }

  private String show(Account account, Model model) {
    model.addAttribute("id", account.id().value());
    model.addAttribute("account", account.username());
    model.addAttribute("valid", codes.validUntil(account.id()).isPresent());
    model.addAttribute("notNow", refusals.of(account).orElse(null));
    model.addAttribute("made", letters.made(account));
    return "admin/letter";
  }
}
