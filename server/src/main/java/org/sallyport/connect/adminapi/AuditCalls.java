package org.sallyport.connect.adminapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.keys.ForKey;
import org.sallyport.platform.access.keys.KeyHolder;
import org.sallyport.platform.access.keys.KeyScope;
import org.sallyport.platform.audit.search.AuditCriteria;
import org.sallyport.platform.audit.search.AuditKinds;
import org.sallyport.platform.audit.search.AuditRecord;
import org.sallyport.platform.audit.search.PagePosition;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.installation.TypedDates;
import org.sallyport.platform.messages.Messages;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The audit log: a page of it, newest first, and one event. */
@RestController
@RequestMapping(AdminApi.ROOT + "/audit")
@ForKey(KeyScope.AUDIT_READ)
@RequiredArgsConstructor
class AuditCalls {
  private final AuditReading reading;

  /**
   * A page of events.
   *
   * @param events as an export has them (docs/siem.md)
   * @param next the parameter {@code before} of the next page; null if this is the last one
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record AuditBody(@JsonRawValue String events, @Nullable String next) {}

  /**
   * A page. Times are ISO 8601 in UTC; the first is included, the last is not.
   *
   * @param kind for example "LockEvent.Locked", or "LockEvent" for all of an area
   */
  @GetMapping
  ResponseEntity<Object> page(
      @AuthenticationPrincipal KeyHolder holder,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String until,
      @RequestParam(required = false) @Nullable String kind,
      @RequestParam(required = false) @Nullable String account,
      @RequestParam(required = false) @Nullable String before,
      HttpServletRequest request) {
    Map<String, String> wrong = new TreeMap<>();
    Instant start = parsed("from", from, TypedDates::instant, "api.audit.time", wrong);
    Instant end = parsed("until", until, TypedDates::instant, "api.audit.time", wrong);
    List<String> kinds = parsed("kind", kind, AuditCalls::types, "api.audit.kind", wrong);
    AccountId person = parsed("account", account, AuditCalls::id, "api.audit.account", wrong);
    AuditRecord.Position position =
        parsed("before", before, PagePosition::parse, "api.audit.before", wrong);
    if (!wrong.isEmpty()) {
      return Problem.ofFields(wrong);
    }
    Map<String, String> words = new TreeMap<>();
    note(words, "from", from);
    note(words, "until", until);
    note(words, "kind", kind);
    note(words, "before", before);
    AuditReading.Read read =
        reading.page(
            new AuditCriteria(person, null, null, kinds, start, end),
            position,
            words,
            holder,
            Origin.withoutSession(request));
    return ResponseEntity.ok(
        new AuditBody("[" + String.join(",", read.lines()) + "]", PagePosition.text(read.next())));
  }

  @GetMapping("/{id:\\d{1,18}}")
  ResponseEntity<Object> event(
      @AuthenticationPrincipal KeyHolder holder,
      @PathVariable long id,
      HttpServletRequest request) {
    return reading
        .event(id, holder, Origin.withoutSession(request))
        .map(it -> ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).<Object>body(it))
        .orElseGet(() -> Problem.answer(HttpStatus.NOT_FOUND, "api.fault.not-found"));
  }

  private static void note(Map<String, String> words, String name, @Nullable String value) {
    if (value != null) {
      words.put(name, value);
    }
  }

  /**
   * The value of a parameter; null if it is not there.
   *
   * @param wrong gets a sentence if it cannot be read
   */
  private static <T> @Nullable T parsed(
      String name,
      @Nullable String text,
      Function<String, Optional<T>> parse,
      String problem,
      Map<String, String> wrong) {
    if (text == null) {
      return null;
    }
    Optional<T> value = parse.apply(text);
    if (value.isEmpty()) {
      wrong.put(name, Messages.text(problem));
    }
    return value.orElse(null);
  }

  private static Optional<List<String>> types(String kind) {
    return Optional.of(AuditKinds.types(kind)).filter(it -> !it.isEmpty());
  }

  private static Optional<AccountId> id(String text) {
    try {
      return Optional.of(new AccountId(UUID.fromString(text)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
