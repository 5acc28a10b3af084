package org.sallyport.demo.outbox;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The newest messages, in memory. */
public final class Postbox {
  private static final int CAPACITY = 1000;

  private final Clock clock;
  private final Deque<Caught> messages = new ArrayDeque<>();
  private int arrived;

  public Postbox(Clock clock) {
    this.clock = clock;
  }

  synchronized void sms(String to, String text) {
    put("sms", to, null, text);
  }

  synchronized void mail(String to, String subject, String text) {
    put("email", to, subject, text);
  }

  private void put(String channel, String to, @Nullable String subject, String text) {
    arrived++;
    messages.addFirst(new Caught(arrived, channel, to, subject, text, clock.instant()));
    if (messages.size() > CAPACITY) {
      messages.removeLast();
    }
  }

  /** The number of the newest message; 0 if there is none. */
  synchronized int newest() {
    return arrived;
  }

  /** Newest first. */
  synchronized List<Caught> messages() {
    return List.copyOf(messages);
  }

  synchronized Optional<Caught> message(int number) {
    return messages.stream().filter(message -> message.number() == number).findFirst();
  }
}
