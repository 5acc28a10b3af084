package org.sallyport.staff.admin.keys;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.connect.apikeys.ApiKey;
import org.sallyport.connect.apikeys.ApiKeyStore;
import org.sallyport.platform.access.annotations.ForAdmin;
import org.sallyport.platform.messages.Messages;
import org.sallyport.staff.admin.TimeWords;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** All keys. */
@Controller
@ForAdmin
@RequiredArgsConstructor
class KeysPage {
  static final String PATH = "/admin/keys";

  private final ApiKeyStore store;
  private final KeyMakers makers;
  private final TimeWords times;
  private final Clock clock;

  /**
   * A line of the list.
   *
   * @param isOver whether it was ended or has expired
   * @param isOrphan whether it is valid, and whoever made it is no admin any more
   * @param end in words
   * @param lastUsed in words; null if never
   * @param wasRefused whether it was refused since it was last accepted
   */
  public record Line(
      UUID id,
      String name,
      boolean isOver,
      boolean isOrphan,
      String end,
      @Nullable String lastUsed,
      boolean wasRefused) {}

  @GetMapping(PATH)
  String list(@RequestParam(defaultValue = "") String done, Model model) {
    model.addAttribute("note", done.equals("ended") ? Messages.text("staff.keys.ended") : null);
    Instant now = clock.instant();
    List<Line> lines = store.all().stream().map(key -> line(key, now)).toList();
    model.addAttribute("keys", lines);
    return "admin/keys";
  }

  private Line line(ApiKey key, Instant now) {
    boolean isOver = !key.isValid(now);
    Instant ended = key.endedAt();
    ApiKey.Use use = key.lastUse();
    return new Line(
        key.id(),
        key.name(),
        isOver,
        !isOver && !makers.of(key).isAdmin(),
        times.words(ended == null ? key.expiresAt() : ended),
        use == null ? null : times.words(use.at()),
        !isOver && key.wasRefusedLast());
  }
}
