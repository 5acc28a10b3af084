package org.sallyport.staff.admin.imports;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.imports.AccountImport;
import org.sallyport.gate.account.imports.ImportPlan;
import org.sallyport.gate.account.imports.ImportPreview;
import org.sallyport.gate.account.imports.ImportProperties;
import org.sallyport.gate.account.imports.ImportResult;
import org.sallyport.gate.account.imports.PlannedAccount.Kind;
import org.sallyport.gate.account.imports.file.BadLine;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForAdmin;
import org.sallyport.platform.messages.Messages;
import org.sallyport.platform.messages.RefusedForm;
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
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/**
 * Import of a file of accounts in two steps: the dry run shows every change, the confirmation does
 * exactly these. If the file or an account changed in between, the dry run is shown again.
 */
@Controller
@RequestMapping("/admin/import")
@ForAdmin
@RequiredArgsConstructor
class ImportPage {
  private final StaffImports imports;
  private final StaffActs acts;
  private final ImportProperties properties;

  @GetMapping
  String page(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(defaultValue = "") String done,
      HttpServletRequest request,
      Model model) {
    model.addAttribute("note", note(done));
    return show(visitor, Origin.of(request), model);
  }

  /** A file to fill in. */
  @GetMapping("/template")
  ResponseEntity<byte[]> template() {
    String disposition =
        ContentDisposition.attachment().filename("accounts.csv").build().toString();
    return ResponseEntity.ok()
        .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
        .header(HttpHeaders.CONTENT_DISPOSITION, disposition)
        .body(AccountImport.template().getBytes(StandardCharsets.UTF_8));
  }

  @PostMapping("/upload")
  String upload(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(required = false) @Nullable MultipartFile file,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    if (file == null || file.isEmpty()) {
      RefusedForm.answer(response, model, "fileProblem", Messages.text("staff.import.no-file"));
      return show(visitor, Origin.of(request), model);
    }
    String name = Optional.ofNullable(file.getOriginalFilename()).orElse("");
    return switch (imports.upload(visitor, name, file.getBytes(), Origin.of(request))) {
      case ImportPlan _ -> "redirect:/admin/import";
      case ImportResult.BadLines refused -> {
        RefusedForm.answer(response);
        yield refused(refused.lines(), model);
      }
    };
  }

  @PostMapping("/confirm")
  String confirm(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(defaultValue = "") String plan,
      @RequestParam(defaultValue = "") String reason,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Origin origin = Origin.of(request);
    String why = AdminForms.line(reason);
    model.addAttribute("reason", reason);
    if (why.isEmpty()) {
      RefusedForm.answer(response, model, "reasonProblem", Messages.text("staff.reason.missing"));
      return show(visitor, origin, model);
    }
    Optional<StaffImports.Confirmed> confirmed =
        acts.run(
            StaffAct.IMPORT,
            visitor,
            staff -> imports.confirm(visitor, staff.actor(), plan, why, origin));
    if (confirmed.isEmpty()) {
      return refuse(HttpStatus.FORBIDDEN, acts.refusal(visitor), visitor, request, response, model);
    }
    return switch (confirmed.get()) {
      case StaffImports.Confirmed.Imported done ->
          String.format(
              Locale.ROOT,
              "redirect:/admin/import?done=%d-%d-%d",
              done.made(),
              done.changed(),
              done.invited());
      case StaffImports.Confirmed.Differs _ ->
          refuse(
              HttpStatus.CONFLICT,
              Messages.text("staff.import.differs"),
              visitor,
              request,
              response,
              model);
    };
  }

  @PostMapping("/discard")
  String discard(@AuthenticationPrincipal Visitor visitor) {
    imports.discard(visitor);
    return "redirect:/admin/import?done=discarded";
  }

  private String refuse(
      HttpStatus status,
      String refusal,
      Visitor visitor,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    response.setStatus(status.value());
    model.addAttribute("refusal", refusal);
    return show(visitor, Origin.of(request), model);
  }

  /** The dry run of the uploaded file, done again, or the form to upload one. */
  private String show(Visitor visitor, Origin origin, Model model) {
    Optional<PendingImport> pending = imports.pending(visitor);
    if (pending.isEmpty()) {
      return show(List.of(), model);
    }
    ImportPreview preview = imports.preview(visitor, pending.get(), origin);
    return switch (preview) {
      case ImportPlan plan -> show(pending.get().name(), plan, model);
      case ImportResult.BadLines refused -> refused(refused.lines(), model);
    };
  }

  private static String refused(List<BadLine> bad, Model model) {
    model.addAttribute("fileProblem", Messages.text("staff.import.bad-lines"));
    return show(bad, model);
  }

  private static String show(List<BadLine> bad, Model model) {
    model.addAttribute("bad", bad);
    return "admin/import";
  }

  private String show(String name, ImportPlan plan, Model model) {
    model.addAttribute("file", name);
    model.addAttribute("contactWait", AdminForms.contactWait(properties));
    model.addAttribute("fingerprint", plan.fingerprint());
    model.addAttribute("passwords", plan.hasPasswordOfExisting());
    model.addAttribute("rows", rows(plan));
    model.addAttribute("made", plan.count(Kind.MADE));
    model.addAttribute("changed", plan.count(Kind.CHANGED));
    model.addAttribute("unchanged", plan.count(Kind.UNCHANGED));
    return "admin/import-preview";
  }

  private static List<ImportRow> rows(ImportPlan plan) {
    return plan.accounts().stream()
        .filter(it -> it.kind() != Kind.UNCHANGED)
        .map(ImportRow::of)
        .toList();
  }

  /** The numbers of an import are in the address that its form leads to. */
  private static @Nullable String note(String done) {
    if (done.equals("discarded")) {
      return Messages.text("staff.import.discarded");
    }
    String[] numbers = done.split("-", -1);
    return done.matches("\\d{1,6}-\\d{1,6}-\\d{1,6}")
        ? Messages.text("staff.import.done", numbers[0], numbers[1], numbers[2])
        : null;
  }
}
