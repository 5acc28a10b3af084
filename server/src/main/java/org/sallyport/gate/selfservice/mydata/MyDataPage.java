package org.sallyport.gate.selfservice.mydata;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.personaldata.OwnLayouts;
import org.sallyport.gate.personaldata.OwnMarks;
import org.sallyport.gate.selfservice.AccountChanges;
import org.sallyport.gate.selfservice.Change;
import org.sallyport.gate.selfservice.ChangeAnswers;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForSignedIn;
import org.sallyport.platform.messages.Messages;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * My data: says what the export contains, and sends it after a fresh second factor; deletes what
 * the owner saved on images, and how they arranged them.
 */
@Controller
@RequestMapping("/settings/data")
@ForSignedIn
@RequiredArgsConstructor
class MyDataPage {
  private static final String RETRY_SECONDS = "30";

  private final MyData data;
  private final DataDownload download;
  private final OwnMarks marks;
  private final OwnLayouts layouts;
  private final AccountChanges changes;
  private final ChangeAnswers answers;

  @GetMapping
  String page(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(required = false) @Nullable String deleted,
      Model model) {
    model.addAttribute("note", note(deleted));
    return show(visitor, null, model);
  }

  /**
   * Deletes what was saved on images, which the page says before. It cannot be brought back, so it
   * needs a fresh second factor.
   */
  @PostMapping("/marks")
  String deleteMarks(
      @AuthenticationPrincipal Visitor visitor,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    return answers.afterFactor(
        visitor,
        Change.DATA,
        Origin.of(request),
        response,
        model,
        () -> {
          marks.deleteAll(visitor.account());
          return "redirect:/settings/data?deleted";
        });
  }

  /** Deletes how images were arranged, which the page says before. */
  @PostMapping("/layouts")
  String deleteLayouts(@AuthenticationPrincipal Visitor visitor) {
    layouts.deleteAll(visitor.account());
    return "redirect:/settings/data?deleted=layouts";
  }

  private static @Nullable String note(@Nullable String deleted) {
    if (deleted == null) {
      return null;
    }
    return Messages.text(
        deleted.equals("layouts")
            ? "settings.data.layouts.deleted"
            : "settings.data.marks.deleted");
  }

  /** Sends the file, or the page with the reason why not. */
  @PostMapping
  @Nullable String export(
      @AuthenticationPrincipal Visitor visitor,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    if (!download.takePlace(visitor)) {
      response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
      response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
      return show(visitor, Messages.text("settings.data.busy"), model);
    }
    try {
      Origin origin = Origin.of(request);
      return switch (data.take(visitor, origin)) {
        case MyData.Permission.Given given -> send(visitor, given.account(), response);
        case MyData.Permission.NotBegun _ ->
            answers.notBegun(visitor, Change.DATA, origin, response, model);
        case MyData.Permission.NotBefore limited -> {
          answers.retryAfter(limited.until(), response);
          yield show(visitor, Messages.text("settings.data.too-many"), model);
        }
      };
    } finally {
      download.leavePlace(visitor);
    }
  }

  private @Nullable String send(Visitor visitor, Account account, HttpServletResponse response)
      throws IOException {
    download.send(visitor, account, response);
    return null;
  }

  private String show(Visitor visitor, @Nullable String refusal, Model model) {
    model.addAttribute("begun", changes.isBegun(visitor, Change.DATA));
    model.addAttribute("refusal", refusal);
    model.addAttribute("marks", marks.saved(visitor.account()));
    model.addAttribute("layouts", layouts.saved(visitor.account()));
    return "settings/data";
  }
}
