package org.sallyport.testing.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/**
 * Receives all mails and SMS of the tests: a real mail server and a real HTTP gateway on loopback,
 * one of each per JVM. Each test uses its own addresses.
 */
public final class Inbox {
  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final Map<String, Queue<Received>> MESSAGES = new ConcurrentHashMap<>();
  private static final MailReceiver MAIL = new MailReceiver(Inbox::arrived);
  private static final SmsReceiver SMS = new SmsReceiver(Inbox::arrived);

  private Inbox() {}

  /** The settings that direct an application's messages here. */
  public static Map<String, Object> settings() {
    return Map.of(
        "spring.mail.host", "127.0.0.1",
        "spring.mail.port", MAIL.port(),
        "sallyport.sms.http.url", SMS.url());
  }

  /** Waits for the next message to an address or number and removes it. */
  public static Received next(String to) {
    return next(to, any -> true);
  }

  /** Waits for the next message that matches, removes it and leaves the others. */
  public static Received next(String to, Predicate<Received> kind) {
    Received next =
        await()
            .alias("a message to " + to)
            .atMost(TIMEOUT)
            .pollInterval(Duration.ofMillis(10))
            .until(() -> take(to, kind), Optional::isPresent)
            .orElseThrow();
    assertThat(wordsOfHtml(next)).isEqualTo(letters(next.text()));
    return next;
  }

  /** The letters of a mail's HTML below the bar with the name of the product. */
  private static String wordsOfHtml(Received message) {
    if (message.html().isEmpty()) {
      return letters(message.text());
    }
    Document html = Jsoup.parse(message.html());
    html.select("title, .bar").remove();
    return letters(html.wholeText());
  }

  /** Without the colons and spaces by which the text shows what the HTML shows by its layout. */
  private static String letters(String text) {
    return text.replaceAll("[:\\s\\u00a0\\u202f]+", "");
  }

  /** The remaining messages to an address or number. */
  public static List<Received> left(String to) {
    return List.copyOf(queue(to));
  }

  /**
   * Makes the mail server respond with a code to mails to an address.
   *
   * @param code of SMTP, for example 451; 250 to accept mails again
   */
  public static void answerMail(String to, int code) {
    MAIL.answer(to, code);
  }

  /**
   * Makes the gateway respond with a status to SMS to a number.
   *
   * @param status of HTTP; 0 to accept the SMS and never respond
   */
  public static void answerSms(String to, int status) {
    SMS.answer(to, status);
  }

  /** Runs an action while connections to the mail server are refused. */
  public static void withoutMailServer(Runnable work) {
    MAIL.stop();
    try {
      work.run();
    } finally {
      MAIL.startAgain();
    }
  }

  private static void arrived(Received message) {
    queue(message.to()).add(message);
  }

  private static Optional<Received> take(String to, Predicate<Received> kind) {
    Queue<Received> queue = queue(to);
    return queue.stream().filter(kind).findFirst().filter(queue::remove);
  }

  private static Queue<Received> queue(String to) {
    return MESSAGES.computeIfAbsent(to, any -> new ConcurrentLinkedQueue<>());
  }
}
