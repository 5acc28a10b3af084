package org.sallyport.gate.delivery.sms.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sallyport.gate.delivery.Message;
import org.sallyport.gate.delivery.MessageBody;
import org.sallyport.platform.ids.MessageId;
import org.sallyport.platform.messages.Gsm7;
import org.sallyport.platform.messages.Language;
import tools.jackson.core.io.JsonStringEncoder;

/** The body or the query of a request to a gateway. Values are escaped to prevent injection. */
public final class SmsTemplate {
  private static final Pattern PLACE =
      Pattern.compile("\\{(to|digits|text|id|coding|receipts|language)\\}");

  private final String template;
  private final UnaryOperator<String> writer;
  private final Map<String, String> languages;

  /** Parses a template; see {@link #SmsTemplate(String, String, Map, String)}. */
  public SmsTemplate(String template, String contentType, String prefix) {
    this(template, contentType, Map.of(), prefix);
  }

  /**
   * Parses a template.
   *
   * @param languages what the gateway calls the languages of calls, by their BCP 47 tags; a tag
   *     itself if it is not among them
   * @param prefix of the names of settings in errors, for example "sallyport.sms.http."
   * @throws IllegalArgumentException if the content type is not supported, or a placeholder is
   *     missing
   */
  public SmsTemplate(
      String template, String contentType, Map<String, String> languages, String prefix) {
    this.template = template;
    this.languages = Map.copyOf(languages);
    this.writer = writer(contentType, prefix);
    boolean hasNumber = template.contains("{to}") || template.contains("{digits}");
    if (!hasNumber || !template.contains("{text}")) {
      throw new IllegalArgumentException(prefix + "template needs {to} and {text}");
    }
  }

  /**
   * The filled template.
   *
   * @param receipts where the gateway reports what becomes of the message; empty for nowhere
   */
  String fill(MessageId id, Message message, String receipts) {
    return PLACE
        .matcher(template)
        .replaceAll(
            place -> Matcher.quoteReplacement(writer.apply(value(place, id, message, receipts))));
  }

  private String value(MatchResult place, MessageId id, Message message, String receipts) {
    return switch (place.group(1)) {
      case "to" -> message.to();
      case "digits" -> message.to().substring(1);
      case "text" -> message.text();
      case "coding" -> Gsm7.has(message.text()) ? "0" : "2";
      case "receipts" -> receipts;
      case "language" -> language(message);
      default -> id.toString();
    };
  }

  /** The language of a call; English for a message that has none. */
  private String language(Message message) {
    MessageBody sheet = message.sheet();
    String tag = sheet == null ? null : sheet.language();
    String known = tag == null ? Language.ENGLISH.tag() : tag;
    return languages.getOrDefault(known, known);
  }

  private static UnaryOperator<String> writer(String contentType, String prefix) {
    return switch (contentType) {
      case "application/json" ->
          value -> new String(JsonStringEncoder.getInstance().quoteAsCharArray(value));
      case "application/x-www-form-urlencoded" ->
          value -> URLEncoder.encode(value, StandardCharsets.UTF_8);
      default ->
          throw new IllegalArgumentException(
              prefix
                  + "content-type must be application/json or application/x-www-form-urlencoded");
    };
  }
}
