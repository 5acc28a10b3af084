package org.sallyport.testing.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads codes from messages. */
public final class Codes {
  private static final Pattern CODE =
      Pattern.compile("\\b([0-9]{3} ?[0-9]{3}|[0-9]{4} ?[0-9]{4})\\b");

  /** The apps that give the codes of accounts to which none are sent, by address and number. */
  private static final Map<String, Supplier<String>> APPS = new ConcurrentHashMap<>();

  private Codes() {}

  /** From now on the codes of an address or number come from an app. */
  public static void comeFrom(Supplier<String> app, String to) {
    APPS.put(to, app);
  }

  /** Waits for the next message with a code to an address or number, and returns the code. */
  public static String next(String to) {
    Supplier<String> app = APPS.get(to);
    return app == null
        ? in(Inbox.next(to, message -> CODE.matcher(message.text()).find()))
        : app.get();
  }

  public static String in(Received message) {
    Matcher matcher = CODE.matcher(message.text());
    assertThat(matcher.find()).as("a code in %s", message.text()).isTrue();
    return matcher.group(1).replace(" ", "");
  }

  /** As many digits, different from the code. */
  public static String wrong(String code) {
    String ones = "1".repeat(code.length());
    return code.equals(ones) ? "2".repeat(code.length()) : ones;
  }
}
