package org.sallyport.platform.audit.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.events.EventType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * An event as one line of JSON, for exports and a SIEM. Absent fields are left out. The names of
 * fields are part of the interface (docs/siem.md).
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class AuditJson {
  /** JSON leaves it as it is, and syslog receivers replace it. */
  private static final String DELETE = "\u007f";

  private static final String ESCAPED = "\\u007f";

  private final JsonMapper json;

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Line(
      @Nullable Long number,
      @Nullable String hash,
      long id,
      String at,
      String type,
      String outcome,
      @Nullable String account,
      @Nullable String username,
      @Nullable String signIn,
      String address,
      String browser,
      @Nullable String actor,
      @Nullable String actorAccount,
      @JsonRawValue String details) {}

  /**
   * The line, without its end.
   *
   * @param username of the account concerned; null if it is unknown or was removed
   */
  public String line(AuditRecord event, @Nullable String username) {
    boolean linked = event.number() > 0;
    Line line =
        new Line(
            linked ? event.number() : null,
            linked ? event.hash() : null,
            event.id(),
            DateTimeFormatter.ISO_INSTANT.format(event.at()),
            event.type(),
            EventType.outcomeOf(event.type()).name().toLowerCase(Locale.ROOT),
            text(event.account()),
            username,
            text(event.signIn()),
            event.address(),
            event.browser(),
            event.actor(),
            text(event.actorAccount()),
            event.details());
    return json.writeValueAsString(line).replace(DELETE, ESCAPED);
  }

  private static @Nullable String text(@Nullable Object id) {
    return id == null ? null : id.toString();
  }
}
