package org.sallyport.portal.studies.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.Guest;
import org.sallyport.platform.access.Reader;
import org.sallyport.platform.access.Visitor;
import org.sallyport.portal.archive.ArchiveUnreachable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.ExtendedModelMap;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** Answers every page of the portal that needs the archive while it does not answer. */
@ControllerAdvice("org.sallyport.portal")
@RequiredArgsConstructor
class UnreachableAdvice {
  private final Unreachable unreachable;

  /**
   * The page of the portal, or of a share.
   *
   * @throws ArchiveUnreachable if a part of the response was sent: the client sees that it broke
   */
  @ExceptionHandler
  ModelAndView page(
      ArchiveUnreachable fault,
      @AuthenticationPrincipal @Nullable Reader reader,
      HttpServletRequest request,
      HttpServletResponse response) {
    if (reader == null || response.isCommitted()) {
      throw fault;
    }
    ExtendedModelMap model = new ExtendedModelMap();
    String page =
        switch (reader) {
          case Visitor visitor -> {
            model.addAttribute("visitor", visitor);
            yield unreachable.page(request, response, model);
          }
          case Guest guest -> {
            model.addAttribute("guest", guest);
            unreachable.page(request, response, model);
            yield "shared/unreachable";
          }
        };
    return new ModelAndView(page, model);
  }
}
