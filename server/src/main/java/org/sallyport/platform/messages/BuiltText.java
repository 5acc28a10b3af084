package org.sallyport.platform.messages;

import com.ibm.icu.text.MessagePattern;
import com.ibm.icu.text.MessagePattern.ArgType;
import com.ibm.icu.text.MessagePattern.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A pattern in the form in which the viewer and the phone app have theirs ({@code
 * web/common/src/filled.ts}): a string if it has no arguments; else a list of strings, numbers of
 * arguments, and forms to choose from.
 */
final class BuiltText {
  private final MessagePattern pattern;
  private final String text;
  private int at;

  private BuiltText(String text) {
    this.text = text;
    this.pattern = new MessagePattern(text);
  }

  /**
   * The form of a pattern.
   *
   * @throws IllegalArgumentException if the pattern is malformed, or has what the viewer and the
   *     app do not know: dates, offsets, ordinal numbers, named arguments
   */
  static Object of(String pattern) {
    List<Object> parts = new BuiltText(pattern).message(null);
    return switch (parts.size()) {
      case 0 -> "";
      case 1 -> parts.getFirst() instanceof String only ? only : parts;
      default -> parts;
    };
  }

  /**
   * Reads from the start of a message to its end.
   *
   * @param plural the argument whose number "#" stands for; null outside a plural
   */
  private List<Object> message(@Nullable Integer plural) {
    List<Object> parts = new ArrayList<>();
    int from = pattern.getPart(at).getLimit();
    for (at++; ; at++) {
      Part part = pattern.getPart(at);
      addText(parts, text.substring(from, part.getIndex()));
      switch (part.getType()) {
        case MSG_LIMIT -> {
          return parts;
        }
        case SKIP_SYNTAX, INSERT_CHAR -> {}
        case REPLACE_NUMBER -> parts.add(Objects.requireNonNull(plural));
        case ARG_START -> parts.add(argument(part.getArgType()));
        default -> throw new IllegalArgumentException("not known here: " + part.getType());
      }
      from = pattern.getPart(at).getLimit();
    }
  }

  private static void addText(List<Object> parts, String more) {
    if (more.isEmpty()) {
      return;
    }
    if (!parts.isEmpty() && parts.getLast() instanceof String before) {
      parts.set(parts.size() - 1, before + more);
    } else {
      parts.add(more);
    }
  }

  /** Reads from the start of an argument to its end. */
  private Object argument(ArgType type) {
    at++;
    Part name = pattern.getPart(at);
    if (name.getType() != Part.Type.ARG_NUMBER) {
      throw new IllegalArgumentException("no numbered argument");
    }
    int number = name.getValue();
    at++;
    return switch (type) {
      case NONE -> number;
      case PLURAL -> {
        if (pattern.getPluralOffset(at) != 0) {
          throw new IllegalArgumentException("a plural has no offset here");
        }
        yield Map.of("plural", number, "forms", forms(number));
      }
      case SELECT -> Map.of("select", number, "forms", forms(null));
      default -> throw new IllegalArgumentException("not known here: " + type);
    };
  }

  private Map<String, Object> forms(@Nullable Integer plural) {
    Map<String, Object> forms = new LinkedHashMap<>();
    String form = "";
    for (; pattern.getPartType(at) != Part.Type.ARG_LIMIT; at++) {
      Part part = pattern.getPart(at);
      switch (part.getType()) {
        case ARG_SELECTOR -> form = pattern.getSubstring(part);
        case ARG_INT -> {}
        case MSG_START -> forms.put(form, message(plural));
        default -> throw new IllegalArgumentException("not known here: " + part.getType());
      }
    }
    return forms;
  }
}
