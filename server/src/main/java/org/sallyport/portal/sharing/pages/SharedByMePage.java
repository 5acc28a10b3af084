package org.sallyport.portal.sharing.pages;

import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForSignedIn;
import org.sallyport.platform.messages.Messages;
import org.sallyport.portal.sharing.GivenShare;
import org.sallyport.portal.sharing.GivenShares;
import org.sallyport.portal.sharing.Receiver;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page "Shared by me": every share, who opened it, and how to end it. */
@Controller
@ForSignedIn
@RequiredArgsConstructor
class SharedByMePage {
  private final GivenShares given;
  private final SharedByMeView view;

  /**
   * @param done what was done last, or the share that was made
   * @param to the share whose link was mailed
   * @param before how many of the shared studies the receiver had already
   */
  @GetMapping(SharedByMeView.PATH)
  String page(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(defaultValue = "") String after,
      @RequestParam(defaultValue = "") String done,
      @RequestParam(defaultValue = "") String to,
      @RequestParam(defaultValue = "") String before,
      Model model) {
    return view.show(visitor, after, note(visitor, done, to, before), null, model);
  }

  private @Nullable String note(Visitor visitor, String done, String to, String before) {
    return switch (done) {
      case "" -> null;
      case "number" -> Messages.text("sharing.reference.repeated");
      case "withdrawn", "unlocked", "extended", "forgotten" ->
          Messages.text("sharing.done." + done);
      case "mailed" -> mailed(visitor, to);
      default -> share(visitor, done).map(it -> shared(it.name(), before)).orElse(null);
    };
  }

  private @Nullable String mailed(Visitor visitor, String to) {
    return share(visitor, to)
        .filter(Receiver.Address.class::isInstance)
        .map(it -> Messages.text("sharing.done.mailed", it.name()))
        .orElse(null);
  }

  /** Whom the visitor gave that share. */
  private Optional<Receiver> share(Visitor visitor, String id) {
    return GivenShareForms.share(id)
        .flatMap(share -> given.find(visitor.account(), share))
        .map(GivenShare::receiver);
  }

  private static String shared(String receiver, String before) {
    String shared = Messages.text("sharing.done.shared", receiver);
    return before.matches("[1-9][0-9]?")
        ? shared + " " + Messages.text("sharing.done.before", Integer.parseInt(before))
        : shared;
  }
}
