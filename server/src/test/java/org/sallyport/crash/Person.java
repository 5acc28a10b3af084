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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
  private static final Pattern ASKED = Pattern.compile("Enter the code from message ([A-Z][0-9])");

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
    Matcher asked = ASKED.matcher(page.text());
    if (!asked.find()) {
      return;
    }
    Received message = await("Message " + asked.group(1) + ":");
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

  /** The message that the page names; one of an earlier attempt may arrive before it. */
  private @Nullable Received await(String subject) {
    AtomicReference<@Nullable Received> last = new AtomicReference<>();
    Poll.until(
        TIMEOUT,
        () -> {
          while (!Inbox.left(who.email()).isEmpty()) {
            Received message = Inbox.next(who.email());
            messages.add(message);
            if (String.valueOf(message.subject()).startsWith(subject)) {
              last.set(message);
            }
          }
          return last.get() != null;
        });
    return last.get();
  }
}
