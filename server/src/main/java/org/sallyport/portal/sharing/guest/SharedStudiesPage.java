package org.sallyport.portal.sharing.guest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.Guest;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.annotations.ForGuest;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.platform.installation.Installation;
import org.sallyport.portal.archive.dicom.SeriesEntry;
import org.sallyport.portal.studies.Readers;
import org.sallyport.portal.studies.StudyAccess;
import org.sallyport.portal.studies.contents.HiddenReports;
import org.sallyport.portal.studies.pages.StudyPart;
import org.sallyport.portal.studies.pages.StudyRow;
import org.sallyport.portal.studies.pages.StudyView;
import org.sallyport.portal.studies.pages.Words;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The pages of a share session: its studies and nothing else. */
@Controller
@ForGuest
@RequiredArgsConstructor
class SharedStudiesPage {
  static final String ROOT = "/shared/studies/";

  private final SharedStudies shared;
  private final ShareSessions sessions;
  private final Readers readers;
  private final HiddenReports reports;
  private final List<StudyPart> parts;
  private final Installation installation;
  private final Clock clock;

  @GetMapping("/shared/studies")
  String list(
      @AuthenticationPrincipal Guest guest,
      @RequestParam(required = false) @Nullable String gone,
      HttpServletRequest request,
      Model model) {
    about(guest, model);
    model.addAttribute("gone", gone != null);
    model.addAttribute("studies", rows(guest));
    model.addAttribute("message", shared.message(guest));
    return "shared/studies";
  }

  private List<StudyRow> rows(Guest guest) {
    return shared.of(guest).stream()
        .flatMap(study -> readers.see(guest, study).stream())
        .map(seen -> StudyRow.of(seen, zone(), today(), ROOT))
        .toList();
  }

  @GetMapping("/shared/studies/{uid}")
  String study(
      @AuthenticationPrincipal Guest guest,
      @PathVariable String uid,
      HttpServletRequest request,
      Model model) {
    StudyUid study = StudyUid.parse(uid).orElseThrow(SharedStudiesPage::nothing);
    about(guest, model);
    StudyAccess seen = readers.see(guest, study).orElse(null);
    if (seen == null) {
      readers.refused(guest, study, Origin.of(request));
      throw nothing();
    }
    List<SeriesEntry> series = reports.series(seen);
    parts.forEach(part -> part.add(guest, seen, series, model));
    model.addAttribute("study", StudyView.of(seen, series, zone(), today(), ROOT));
    readers.opened(guest, seen, Origin.of(request));
    return "shared/study";
  }

  @PostMapping("/shared/close")
  String close(@AuthenticationPrincipal Guest guest, HttpServletResponse response) {
    sessions.end(guest);
    ShareCookies.removeSession(response);
    return "redirect:/shared/closed";
  }

  private void about(Guest guest, Model model) {
    model.addAttribute("guest", guest);
    model.addAttribute("until", Words.end(guest.until().atZone(zone())));
  }

  private ZoneId zone() {
    return installation.zone();
  }

  private LocalDate today() {
    return installation.dayOf(clock.instant());
  }

  private static ResponseStatusException nothing() {
    return new ResponseStatusException(HttpStatus.NOT_FOUND);
  }
}
