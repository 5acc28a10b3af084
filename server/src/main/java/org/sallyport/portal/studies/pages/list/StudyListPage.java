package org.sallyport.portal.studies.pages.list;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.BackgroundRequestMark;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForSignedIn;
import org.sallyport.platform.installation.Installation;
import org.sallyport.portal.archive.Archive;
import org.sallyport.portal.studies.AccessRecords;
import org.sallyport.portal.studies.index.Sweep;
import org.sallyport.portal.studies.pages.Refresh;
import org.sallyport.portal.studies.pages.SharingRight;
import org.sallyport.portal.studies.pages.Unreachable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The study list: the studies that the account may see, and why. */
@Controller
@ForSignedIn
@RequiredArgsConstructor
class StudyListPage {
  private static final String SOON = "3";

  private final StudyList list;
  private final AccessRecords records;
  private final Sweep sweep;
  private final Archive archive;
  private final Unreachable unreachable;
  private final Installation installation;
  private final SharingRight sharing;
  private final LapsedGroups lapsed;

  /**
   * The list. A page that loads itself again is recorded only if it shows studies; the mark of such
   * a request can also be typed, so it never keeps a search from the record.
   */
  @GetMapping("/studies")
  String page(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam Map<String, String> said,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    ListFilter filter = ListFilter.of(said);
    Listing listing = list.of(visitor.account(), filter);
    if (listing.rows().isEmpty() && filter.hasPlace()) {
      return "redirect:" + new StudyLinks(filter).first();
    }
    if (!listing.rows().isEmpty() || !BackgroundRequestMark.is(request)) {
      records.searched(visitor, listing.rows().size(), Origin.of(request));
    }
    model.addAttribute("mayShare", sharing.mayShare(visitor.account()));
    model.addAttribute("lapsed", lapsed(visitor, filter));
    return page(listing, filter, request, response, model);
  }

  /**
   * The groups whose studies are missing, on the first page of an unfiltered list; null if none.
   */
  private @Nullable String lapsed(Visitor visitor, ListFilter filter) {
    return filter.narrows() || filter.hasPlace() ? null : lapsed.of(visitor.account());
  }

  private String page(
      Listing listing,
      ListFilter filter,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    boolean loading = listing.summary().studies() == 0 && !sweep.isComplete();
    if (loading && archive.downSince().isPresent()) {
      return unreachable.page(request, response, model);
    }
    if (loading) {
      Refresh.set(response, SOON, Refresh.page(request));
    }
    addState(loading, model);
    model.addAttribute("list", ListView.of(listing, filter, installation.zone(), list.today()));
    return "studies/list";
  }

  /** Why studies may be missing: the archive is down, or the index is not complete yet. */
  private void addState(boolean loading, Model model) {
    archive
        .downSince()
        .ifPresent(since -> model.addAttribute("downSince", since.atZone(installation.zone())));
    model.addAttribute("loading", loading);
    model.addAttribute(
        "building", !loading && !sweep.isComplete() && archive.downSince().isEmpty());
  }
}
