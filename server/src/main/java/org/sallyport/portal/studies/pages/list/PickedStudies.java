package org.sallyport.portal.studies.pages.list;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForSignedIn;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.platform.messages.RefusedForm;
import org.sallyport.portal.studies.list.UnreadStudies;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.UriComponentsBuilder;

/** What is done with the studies that were selected in the list. */
@Controller
@ForSignedIn
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class PickedStudies {
  /** Studies that can be shared at once. */
  public static final int MAX_SHARED = 20;

  private static final Pattern FIELD = Pattern.compile("study-[0-9]{1,4}");
  private static final int MAX_SELECTED = 1000;

  private final UnreadStudies unread;
  private final StudyListPage list;

  @PostMapping("/studies/selected")
  String act(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam("action") String action,
      @RequestParam Map<String, String> said,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    List<StudyUid> studies = studies(said);
    ListFilter filter = ListFilter.of(said);
    boolean tooMany = action.equals("share") && studies.size() > MAX_SHARED;
    if (studies.isEmpty() || tooMany) {
      RefusedForm.answer(response, model, "selection", tooMany ? "too-many" : "nothing");
      model.addAttribute("mostShared", MAX_SHARED);
      return list.page(visitor, said, request, response, model);
    }
    switch (action) {
      case "share" -> {
        return "redirect:" + share(studies);
      }
      case "read" -> unread.read(visitor.account(), studies);
      case "unread" -> unread.unread(visitor.account(), studies);
      default -> throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
    }
    return "redirect:" + new StudyLinks(filter).here();
  }

  private static String share(List<StudyUid> studies) {
    return UriComponentsBuilder.fromPath("/studies/share")
        .queryParam("study", studies.stream().map(StudyUid::value).toList())
        .build()
        .toUriString();
  }

  /** A form has each name once, so the fields of the rows are numbered. */
  private static List<StudyUid> studies(Map<String, String> said) {
    return said.entrySet().stream()
        .filter(field -> FIELD.matcher(field.getKey()).matches())
        .map(field -> StudyUid.parse(field.getValue()))
        .flatMap(Optional::stream)
        .distinct()
        .limit(MAX_SELECTED)
        .toList();
  }
}
