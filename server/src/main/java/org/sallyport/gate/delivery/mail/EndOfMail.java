package org.sallyport.gate.delivery.mail;

import java.util.concurrent.atomic.AtomicReference;

/**
 * The end of one mail, which is either sent to the server or given up, never both. Before it is
 * sent no server takes the mail (RFC 5321 section 4.1.1.4).
 */
final class EndOfMail {
  private enum State {
    AHEAD,
    SENT,
    GIVEN_UP
  }

  private final AtomicReference<State> state = new AtomicReference<>(State.AHEAD);

  /** Whether the end may be sent now; it is then too late to give it up. */
  boolean send() {
    return state.compareAndSet(State.AHEAD, State.SENT);
  }

  /** Gives the mail up. Returns whether it is certain that its end is not sent. */
  boolean giveUp() {
    state.compareAndSet(State.AHEAD, State.GIVEN_UP);
    return state.get() == State.GIVEN_UP;
  }
}
