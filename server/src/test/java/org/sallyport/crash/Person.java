package org.sallyport.crash;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.Poll;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.messages.Inbox;
import org.sallyport.testing.messages.Received;

/**
 * Signs in repeatedly, with wrong and right codes, until the server is gone; derives the possible
 * counter values from the received responses.
 */
final class Person {
  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  private final People.Person who;
  private final RandomGenerator random;
  private final List<Received> messages = new ArrayList<>();
  private int wrongInARow;
  private Set<Integer> possible = new TreeSet<>(Set.of(0));
  private final AtomicInteger sessions = new AtomicInteger();

  Person(People.Person who, RandomGenerator random) {
    this.who = who;
    this.random = random;
  }

  People.Person who() {
    return who;
  }

  /** The possible counter values, given the responses received and the request in progress. */
  Set<Integer> possibleCounts() {
    return possible;
  }

  /** Sets the counter found in the database after a kill. */
  void learn(int count) {
    wrongInARow = count;
    possible = new TreeSet<>(Set.of(count));
  }

  /** The number of sessions confirmed by a response. */
  int sessions() {
    return sessions.get();
  }

  List<Received> messages() {
    return messages;
  }

  void signInUntilItIsGone(int port) {
    try {
      while (true) {
        signIn(new Browser(port));
      }
    } catch (UncheckedIOException e) {
      // The server was killed, as expected.
    }
  }

  private void signIn(Browser browser) {
    drain();
    Browser.Page page = browser.signIn(who.username(), People.PASSWORD);
    if (!page.text().contains("Enter the code from message")) {
      return;
    }
    Received message = await();
    if (message == null) {
      return;
    }
    String code = Codes.in(message);
    while (wrongInARow < 3 && random.nextBoolean()) {
      possible = new TreeSet<>(Set.of(wrongInARow, wrongInARow + 1));
      if (browser.post("/login/code", "code", Codes.wrong(code)).status() != 422) {
        return;
      }
      wrongInARow++;
      possible = new TreeSet<>(Set.of(wrongInARow));
    }
    possible = new TreeSet<>(List.of(wrongInARow, 0, wrongInARow + 1));
    if (browser.post("/login/code", "code", code).status() == 302) {
      sessions.incrementAndGet();
      wrongInARow = 0;
      possible = new TreeSet<>(Set.of(0));
    }
  }

  private void drain() {
    while (!Inbox.left(who.email()).isEmpty()) {
      messages.add(Inbox.next(who.email()));
    }
  }

  /** The newest message with a code; notifications may arrive in between. */
  private @Nullable Received await() {
    AtomicReference<@Nullable Received> last = new AtomicReference<>();
    Poll.until(
        TIMEOUT,
        () -> {
          while (!Inbox.left(who.email()).isEmpty()) {
            Received message = Inbox.next(who.email());
            messages.add(message);
            if (String.valueOf(message.subject()).startsWith("Message ")) {
              last.set(message);
            }
          }
          return last.get() != null;
        });
    return last.get();
  }
}
