package org.sallyport.gate.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.delivery.outbox.OutboxStore;
import org.springframework.stereotype.Component;

/** The messages to somebody that are still kept. Their text is not kept. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class SentMessages {
  private final OutboxStore store;

  /**
   * A message.
   *
   * @param subject null for an SMS
   */
  public record SentMessage(Instant at, String channel, @Nullable String subject, String state) {}

  /** Deletes those to one of the addresses or numbers that were handed over or failed. */
  public void forget(Set<String> destinations) {
    if (!destinations.isEmpty()) {
      store.forget(destinations);
    }
  }

  /** Those to one of the addresses or numbers, the newest first. */
  public List<SentMessage> to(Set<String> destinations, int most) {
    return destinations.isEmpty() ? List.of() : store.to(destinations, most);
  }
}
