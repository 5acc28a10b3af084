package org.sallyport.gate.delivery.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.delivery.Priority;
import org.sallyport.gate.delivery.SendResult;

/**
 * Holds back what is not urgent while a channel accepts nothing. A relay that limits how much it
 * takes would otherwise refuse codes because of the messages tried around them. Urgent messages are
 * tried all the same, and the first that is taken ends the pause.
 */
@RequiredArgsConstructor
final class ChannelPause {
  /** The first pause; each further refusal doubles it. */
  private static final Duration FIRST = Duration.ofSeconds(1);

  private static final int MAX_DOUBLINGS = 3;
  private static final Pause NONE = new Pause(Instant.MIN, 0);

  private final Clock clock;
  private final AtomicReference<Pause> state = new AtomicReference<>(NONE);

  /** Until when the pause lasts, and how many refusals in a row led to it. */
  private record Pause(Instant until, int refusals) {}

  /** The least urgent priority that may be handed over now, for a worker that takes up to one. */
  Priority least(Priority usual) {
    boolean paused = clock.instant().isBefore(state.get().until());
    return paused && usual.compareTo(Priority.SECURITY) > 0 ? Priority.SECURITY : usual;
  }

  void after(SendResult result) {
    switch (result) {
      case SendResult.Taken() -> state.set(NONE);
      case SendResult.Overloaded _ -> state.updateAndGet(this::longer);
      case SendResult.NotNow _ -> {}
      case SendResult.Refused _ -> {}
      case SendResult.Doubtful() -> {}
    }
  }

  private Pause longer(Pause before) {
    Duration pause = FIRST.multipliedBy(1L << Math.min(before.refusals(), MAX_DOUBLINGS));
    return new Pause(clock.instant().plus(pause), before.refusals() + 1);
  }
}
