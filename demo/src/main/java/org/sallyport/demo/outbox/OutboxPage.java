package org.sallyport.demo.outbox;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.net.URI;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import tools.jackson.databind.json.JsonMapper;

/** The outbox as a page and as JSON. */
public final class OutboxPage {
  private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<>\"']+[^\\s<>\"'.,]");

  private final SpringTemplateEngine engine = new SpringTemplateEngine();
  private final JsonMapper json = new JsonMapper();
  private final URI portal;
  private final ZoneId zone;

  public OutboxPage(URI portal, ZoneId zone) {
    this.portal = portal;
    this.zone = zone;
    ClassLoaderTemplateResolver templates = new ClassLoaderTemplateResolver();
    templates.setPrefix("templates/");
    templates.setSuffix(".html");
    templates.setCharacterEncoding("UTF-8");
    engine.setTemplateResolver(templates);
  }

  /** All messages, with the newest open. */
  String newest(List<Caught> messages) {
    return page(messages, messages.stream().findFirst().orElse(null));
  }

  /** All messages, with one open. */
  String open(List<Caught> messages, Caught open) {
    return page(messages, open);
  }

  private String page(List<Caught> messages, @Nullable Caught open) {
    Context context = new Context(Locale.ENGLISH);
    context.setVariable("portal", portal);
    context.setVariable("messages", messages.stream().map(this::shown).toList());
    context.setVariable("open", open == null ? null : shown(open));
    context.setVariable("linked", open == null ? "" : linked(open.text()));
    return engine.process("demo/outbox", context);
  }

  /** The text with its addresses as links, otherwise unchanged. */
  private static String linked(String text) {
    return ADDRESS
        .matcher(HtmlUtils.htmlEscape(text, "UTF-8"))
        .replaceAll(
            at ->
                Matcher.quoteReplacement(
                    String.format(Locale.ROOT, "<a href=\"%1$s\">%1$s</a>", at.group())));
  }

  private Map<String, @Nullable Object> shown(Caught message) {
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    shown.put("number", message.number());
    shown.put("kind", message.isSms() ? "SMS" : "E-mail");
    shown.put("to", message.isSms() ? spaced(message.to()) : message.to());
    shown.put("subject", message.subject());
    shown.put("title", message.title());
    shown.put("text", message.text());
    shown.put("sms", message.isSms());
    shown.put("length", message.text().length());
    shown.put("segments", message.segments());
    shown.put("at", message.sentAt().atZone(zone));
    shown.put("tag", message.tag().orElse(null));
    shown.put("code", message.code().orElse(null));
    return shown;
  }

  /** A phone number with spaces; unchanged if it is not a number. */
  private static String spaced(String number) {
    PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    try {
      return numbers.format(
          numbers.parse(number, null), PhoneNumberUtil.PhoneNumberFormat.INTERNATIONAL);
    } catch (NumberParseException e) {
      return number;
    }
  }

  /** Newest first, as documented for `/messages.json`. */
  String json(List<Caught> messages) {
    return json.writeValueAsString(messages.stream().map(OutboxPage::fields).toList());
  }

  private static Map<String, @Nullable Object> fields(Caught message) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("channel", message.channel());
    fields.put("to", message.to());
    fields.put("subject", message.subject());
    fields.put("text", message.text());
    fields.put("sentAt", message.sentAt().toString());
    return fields;
  }
}
