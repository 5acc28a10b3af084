package org.sallyport.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Where all mails and SMS of the tests arrive: a real mail server and a real HTTP gateway on
 * loopback, one of each for the JVM. A test has addresses of its own.
 */
public final class Inbox {
  private static final int PATIENCE_SECONDS = 15;
  private static final Map<String, BlockingQueue<Received>> MESSAGES = new ConcurrentHashMap<>();
  private static final MailReceiver MAIL = new MailReceiver(Inbox::arrived);
  private static final SmsReceiver SMS = new SmsReceiver(Inbox::arrived);

  private Inbox() {}

  /** The settings that lead an application's messages here. */
  public static Map<String, Object> settings() {
    return Map.of(
        "spring.mail.host", "127.0.0.1",
        "spring.mail.port", MAIL.port(),
        "sallyport.sms.http.url", SMS.url());
  }

  /** Waits for the next message to an address or number, and takes it out. */
  public static Received next(String to) {
    Received next = await(to);
    assertThat(next).as("a message to %s within %d seconds", to, PATIENCE_SECONDS).isNotNull();
    return java.util.Objects.requireNonNull(next);
  }

  /** What lies there for an address or number and was not taken out. */
  public static List<Received> left(String to) {
    return List.copyOf(queue(to));
  }

  /**
   * The mail server answers that code whenever a mail to that address comes.
   *
   * @param code of SMTP, for example 451; 250 to take mails again
   */
  public static void answerMail(String to, int code) {
    MAIL.answer(to, code);
  }

  /**
   * The gateway answers with that status whenever an SMS to that number comes.
   *
   * @param status of HTTP; 0 to take the SMS and never answer
   */
  public static void answerSms(String to, int status) {
    SMS.answer(to, status);
  }

  /** Runs something while connections to the mail server are refused. */
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

  private static @Nullable Received await(String to) {
    try {
      return queue(to).poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static BlockingQueue<Received> queue(String to) {
    return MESSAGES.computeIfAbsent(to, any -> new LinkedBlockingQueue<>());
  }
}
