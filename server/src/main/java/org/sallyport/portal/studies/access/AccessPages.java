package org.sallyport.portal.studies.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForSignedIn;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.messages.Messages;
import org.sallyport.portal.archive.dicom.StudyEntry;
import org.sallyport.portal.studies.AccessRecords;
import org.sallyport.portal.studies.ShareWithdrawal;
import org.sallyport.portal.studies.StudyAccess;
import org.sallyport.portal.studies.grants.AccessReason;
import org.sallyport.portal.studies.grants.AccessReason.Kind;
import org.sallyport.portal.studies.grants.Holder;
import org.sallyport.portal.studies.grants.Holders;
import org.sallyport.portal.studies.pages.Words;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The tabs "Access" and "Access log" of a study. */
@Controller
@RequestMapping("/studies/{uid}")
@ForSignedIn
@RequiredArgsConstructor
class AccessPages {
  private static final int PAGE_SIZE = 50;

  private final SeenStudy seenStudy;
  private final Holders holders;
  private final AccessLog log;
  private final ShareWithdrawal withdrawal;
  private final AccessRecords records;
  private final Installation installation;

  @GetMapping("/access")
  String access(
      @AuthenticationPrincipal Visitor visitor,
      @PathVariable String uid,
      @RequestParam(required = false) @Nullable UUID withdrawn,
      HttpServletRequest request,
      Model model) {
    StudyUid study = study(uid);
    SeenStudy.Seen seen = seen(visitor, study, request);
    head(model, study, "access", seen);
    model.addAttribute("rows", rows(visitor, study, seen.reasons()));
    model.addAttribute("all", StudyTabs.seesAll(seen.reasons()));
    model.addAttribute("note", withdrawn == null ? null : note(withdrawn, study));
    return "studies/access";
  }

  /** A share that is not the visitor's to withdraw is answered as one that does not exist. */
  @PostMapping("/access/withdraw")
  String withdraw(
      @AuthenticationPrincipal Visitor visitor,
      @PathVariable String uid,
      @RequestParam UUID id,
      HttpServletRequest request) {
    StudyUid study = study(uid);
    boolean withdrawn = withdrawal.withdraw(visitor, id, study, Origin.of(request));
    String page = "redirect:/studies/" + study + "/access";
    return withdrawn ? page + "?withdrawn=" + id : page;
  }

  private String note(UUID share, StudyUid study) {
    return withdrawal
        .group(share, study)
        .map(group -> Messages.text("studies.access.withdrawn-group", Words.text(group, "")))
        .orElseGet(() -> Messages.text("studies.access.withdrawn"));
  }

  /**
   * The access log, newest first.
   *
   * @param before the number of the last line of the page before; null for the first page
   */
  @GetMapping("/log")
  String log(
      @AuthenticationPrincipal Visitor visitor,
      @PathVariable String uid,
      @RequestParam(required = false) @Nullable Long before,
      HttpServletRequest request,
      Model model) {
    StudyUid study = study(uid);
    SeenStudy.Seen seen = seen(visitor, study, request);
    if (!StudyTabs.seesAll(seen.reasons())) {
      throw refused(visitor, study, request);
    }
    head(model, study, "log", seen);
    addLines(model, log.of(study, before, PAGE_SIZE + 1));
    model.addAttribute("first", before == null);
    return "studies/log";
  }

  /**
   * Adds the lines of one page.
   *
   * @param lines one more than the page has, if there are older ones
   */
  private static void addLines(Model model, List<LogRow> lines) {
    model.addAttribute("rows", lines.subList(0, Math.min(PAGE_SIZE, lines.size())));
    model.addAttribute("older", lines.size() > PAGE_SIZE ? lines.get(PAGE_SIZE - 1).id() : null);
  }

  private List<AccessRow> rows(Visitor visitor, StudyUid study, List<AccessReason> reasons) {
    boolean all = StudyTabs.seesAll(reasons);
    boolean requester =
        reasons.stream().anyMatch(it -> it.kind() == Kind.REQUESTING && it.group() == null);
    return holders.of(study).stream()
        .filter(holder -> !holder.disabled())
        .filter(holder -> all || isOwn(holder, visitor))
        .map(holder -> row(holder, visitor, requester))
        .toList();
  }

  private AccessRow row(Holder holder, Visitor visitor, boolean requester) {
    boolean you = visitor.account().equals(holder.account());
    boolean mayWithdraw =
        holder.share() != null && (requester || visitor.account().equals(holder.sharer()));
    return AccessRow.of(holder, you, mayWithdraw, installation.zone());
  }

  private static boolean isOwn(Holder holder, Visitor visitor) {
    return visitor.account().equals(holder.account()) || visitor.account().equals(holder.sharer());
  }

  private void head(Model model, StudyUid study, String here, SeenStudy.Seen seen) {
    Optional<StudyEntry> entry = seen.study().map(StudyAccess::study);
    String description = entry.map(StudyEntry::description).orElse("");
    String patient = entry.map(it -> it.patient().shown()).orElse("");
    model.addAttribute("tabs", StudyTabs.of(study, here, seen.reasons()));
    model.addAttribute("reachable", entry.isPresent());
    model.addAttribute(
        "description", Words.text(description, Messages.text("studies.study.no-description")));
    model.addAttribute(
        "patient", Words.text(patient, Messages.text("studies.entry.patient-unknown")));
  }

  private SeenStudy.Seen seen(Visitor visitor, StudyUid study, HttpServletRequest request) {
    return seenStudy
        .of(visitor.account(), study)
        .orElseThrow(() -> refused(visitor, study, request));
  }

  /** Records that the visitor was refused the study, and answers as if it did not exist. */
  private ResponseStatusException refused(
      Visitor visitor, StudyUid study, HttpServletRequest request) {
    records.refused(visitor, study, Origin.of(request));
    return nothing();
  }

  private static StudyUid study(String uid) {
    return StudyUid.parse(uid).orElseThrow(AccessPages::nothing);
  }

  private static ResponseStatusException nothing() {
    return new ResponseStatusException(HttpStatus.NOT_FOUND);
  }
}
