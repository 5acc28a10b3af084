package org.sallyport.gate.delivery.risk;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is known of the SIM of a number. */
public sealed interface SimState {

  /** It did not change within the time. */
  record Unchanged() implements SimState {}

  /**
   * It changed within the time.
   *
   * @param at when; null if the service does not say
   * @param within the time of the settings
   */
  record Changed(@Nullable Instant at, Duration within) implements SimState {}

  /** The service says that it knows nothing of this number, as of another operator's. */
  record NotCovered() implements SimState {}

  /**
   * The service gave no answer that can be understood.
   *
   * @param isSent whether the settings let a code be sent then
   */
  record Unanswered(boolean isSent) implements SimState {}
}
