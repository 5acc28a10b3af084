package org.sallyport.portal.studies.marks;

import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.crypto.SealContext;
import org.sallyport.platform.crypto.Sealer;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The contents of marks in the database: encrypted, and bound to their table and row. */
@Component
@RequiredArgsConstructor
class MarkSealer {
  private final Sealer sealer;
  private final JsonMapper json;

  byte[] seal(MarkContent content, String table, UUID row) {
    return sealer.seal(json.writeValueAsString(content), context(table, row));
  }

  /** What a row has; empty if its key was retired. */
  Optional<MarkContent> open(byte[] sealed, String table, UUID row) {
    return sealer.canOpen(sealed)
        ? Optional.of(json.readValue(sealer.open(sealed, context(table, row)), MarkContent.class))
        : Optional.empty();
  }

  private static SealContext context(String table, UUID row) {
    return SealContext.of(table + ".mark", row);
  }
}
