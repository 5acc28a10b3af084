package org.sallyport.staff.admin.keys;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.connect.apikeys.ApiKey;
import org.sallyport.connect.apikeys.ApiKeyStore;
import org.sallyport.connect.apikeys.ApiKeys;
import org.sallyport.connect.apikeys.KeyProperties;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForAdmin;
import org.sallyport.platform.access.keys.KeyScope;
import org.sallyport.platform.installation.DurationText;
import org.sallyport.platform.messages.Messages;
import org.sallyport.staff.admin.TimeWords;
import org.sallyport.staff.admin.gate.StaffAct;
import org.sallyport.staff.admin.gate.StaffActs;
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

/** One key: what it may do, replacing and ending it. */
@Controller
@RequestMapping(KeysPage.PATH)
@ForAdmin
@RequiredArgsConstructor
class KeyPage {
  private final ApiKeyStore store;
  private final ApiKeys keys;
  private final KeyMakers makers;
  private final KeyProperties properties;
  private final StaffActs staff;
  private final TimeWords times;
  private final Clock clock;

  /**
   * The key of an address.
   *
   * @throws ResponseStatusException 404 if there is none
   */
  ApiKey key(UUID id) {
    return store.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  @GetMapping("/{id}")
  String page(@PathVariable UUID id, Model model) {
    return show(key(id), null, model);
  }

  /**
   * The page of a key.
   *
   * @param text one that was just made, which is on this page and nowhere else
   */
  String show(ApiKey key, @Nullable String text, Model model) {
    Instant now = clock.instant();
    Instant previous = key.previousUntil();
    KeyMakers.Maker maker = makers.of(key);
    model.addAttribute("id", key.id());
    model.addAttribute("key", key);
    model.addAttribute("text", text);
    model.addAttribute("valid", key.isValid(now));
    model.addAttribute("scopes", key.scopes().stream().map(KeyPage::words).toList());
    model.addAttribute("maker", maker.name());
    model.addAttribute("makerLeft", !maker.isAdmin());
    model.addAttribute("madeAt", times.words(key.madeAt()));
    model.addAttribute("expires", times.words(key.expiresAt()));
    model.addAttribute("ended", words(key.endedAt()));
    model.addAttribute(
        "previousUntil", previous != null && now.isBefore(previous) ? words(previous) : null);
    model.addAttribute("lastUse", words(key.lastUse()));
    model.addAttribute("lastRefusal", words(key.lastRefusal()));
    model.addAttribute("bothValid", DurationText.words(properties.bothValid()));
    model.addAttribute("validities", KeyForm.validities());
    return "admin/key";
  }

  static String words(KeyScope scope) {
    return Messages.text("staff.keys.scope." + KeyForm.box(scope));
  }

  private @Nullable String words(@Nullable Instant at) {
    return at == null ? null : times.words(at);
  }

  private @Nullable String words(ApiKey.@Nullable Use use) {
    return use == null
        ? null
        : Messages.text("staff.keys.use", times.words(use.at()), use.address());
  }

  /** A form that was opened before another text was made is refused: it would end that one. */
  @PostMapping("/{id}/replace")
  String replace(
      @AuthenticationPrincipal Visitor visitor,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "-1") int version,
      @RequestParam Map<String, String> fields,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    ApiKey key = key(id);
    Optional<Optional<String>> text =
        staff.run(
            StaffAct.REPLACE_KEY,
            visitor,
            admin ->
                key.version() == version
                    ? keys.replace(
                        key, new KeyForm(fields).lasts(), admin.actor(), Origin.of(request))
                    : Optional.empty());
    if (text.isEmpty()) {
      return refused(key, HttpStatus.FORBIDDEN, staff.refusal(visitor), response, model);
    }
    return text.get().isPresent()
        ? show(key(id), text.get().get(), model)
        : refused(
            key(id),
            HttpStatus.CONFLICT,
            Messages.text("staff.keys.not-replaced"),
            response,
            model);
  }

  /** A form that was sent twice has had its effect, and leads on too. */
  @PostMapping("/{id}/end")
  String end(
      @AuthenticationPrincipal Visitor visitor,
      @PathVariable UUID id,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    ApiKey key = key(id);
    Optional<Boolean> ended =
        staff.run(
            StaffAct.END_KEY, visitor, admin -> keys.end(key, admin.actor(), Origin.of(request)));
    return ended.isPresent()
        ? "redirect:" + KeysPage.PATH + "?done=ended"
        : refused(key, HttpStatus.FORBIDDEN, staff.refusal(visitor), response, model);
  }

  private String refused(
      ApiKey key, HttpStatus status, String refusal, HttpServletResponse response, Model model) {
    response.setStatus(status.value());
    model.addAttribute("refusal", refusal);
    return show(key, null, model);
  }
}
