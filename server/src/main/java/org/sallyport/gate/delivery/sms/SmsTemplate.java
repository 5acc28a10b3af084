package org.sallyport.gate.delivery.sms;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sallyport.gate.delivery.Message;
import org.sallyport.platform.ids.MessageId;
import tools.jackson.core.io.JsonStringEncoder;

/** The body of a request to the gateway. Values are escaped to prevent injection. */
final class SmsTemplate {
  private static final Pattern PLACE = Pattern.compile("\\{(to|text|id)\\}");

  private final String template;
  private final UnaryOperator<String> writer;

  /**
   * Parses a template.
   *
   * @throws IllegalArgumentException if the content type is not supported, or a placeholder is
   *     missing
   */
  SmsTemplate(String template, String contentType) {
    this.template = template;
    this.writer = writer(contentType);
    if (!template.contains("{to}") || !template.contains("{text}")) {
      throw new IllegalArgumentException("sallyport.sms.http.template needs {to} and {text}");
    }
  }

  String fill(MessageId id, Message message) {
    return PLACE
        .matcher(template)
        .replaceAll(place -> Matcher.quoteReplacement(writer.apply(value(place, id, message))));
  }

  private static String value(MatchResult place, MessageId id, Message message) {
    return switch (place.group(1)) {
      case "to" -> message.to();
      case "text" -> message.text();
      default -> id.toString();
    };
  }

  private static UnaryOperator<String> writer(String contentType) {
    return switch (contentType) {
      case "application/json" ->
          value -> new String(JsonStringEncoder.getInstance().quoteAsCharArray(value));
      case "application/x-www-form-urlencoded" ->
          value -> URLEncoder.encode(value, StandardCharsets.UTF_8);
      default ->
          throw new IllegalArgumentException(
              "sallyport.sms.http.content-type must be application/json or"
                  + " application/x-www-form-urlencoded");
    };
  }
}
