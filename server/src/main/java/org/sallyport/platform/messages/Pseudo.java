package org.sallyport.platform.messages;

import com.ibm.icu.text.MessagePattern;
import com.ibm.icu.text.MessagePattern.Part;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Rewrites English patterns so that they are read like English but show what a translation would:
 * letters with accents, a third more of them, and brackets at both ends. What is in no bundle stays
 * plain, and what was cut off lacks its bracket.
 */
final class Pseudo {
  private static final String PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final String ACCENTED = "åƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýžÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽ";

  /** Elements, entities, and the addresses and names that are shown as they are. */
  private static final Pattern AS_IT_IS = Pattern.compile("<[^>]*>|&#?\\w+;|https?:\\S+");

  /** Patterns of dates, which are no text. */
  private static final String FORMATS = "common.format.";

  private static final int EACH_MORE = 3;

  private Pseudo() {}

  static String of(String key, String pattern, Language language) {
    if (key.startsWith(FORMATS)) {
      return pattern;
    }
    String rewritten = rewritten(pattern);
    return language.rightToLeft() ? "\u2067[" + rewritten + "]\u2069" : "[" + rewritten + "]";
  }

  /** Rewrites the text, and nothing of the syntax of the arguments. */
  private static String rewritten(String pattern) {
    MessagePattern parts = new MessagePattern(pattern);
    StringBuilder out = new StringBuilder();
    int from = 0;
    int depth = 0;
    for (int i = 0; i < parts.countParts(); i++) {
      Part part = parts.getPart(i);
      String text = pattern.substring(from, Math.max(from, part.getIndex()));
      out.append(depth == 0 ? accented(text) : text);
      from = Math.max(from, part.getIndex());
      switch (part.getType()) {
        case ARG_START -> depth++;
        case ARG_LIMIT -> {
          out.append(pattern, from, part.getLimit());
          from = part.getLimit();
          depth--;
        }
        case MSG_START -> {
          out.append(pattern, from, part.getLimit());
          from = part.getLimit();
          depth = part.getValue() == 0 ? 0 : depth - 1;
        }
        case MSG_LIMIT -> {
          out.append(pattern, from, part.getLimit());
          from = part.getLimit();
          depth = part.getValue() == 0 ? 0 : depth + 1;
        }
        default -> {
          out.append(pattern, from, part.getLimit());
          from = part.getLimit();
        }
      }
    }
    return out.append(pattern.substring(from)).toString();
  }

  private static String accented(String text) {
    StringBuilder out = new StringBuilder();
    int from = 0;
    for (MatchResult kept : AS_IT_IS.matcher(text).results().toList()) {
      accent(text.substring(from, kept.start()), out);
      out.append(kept.group());
      from = kept.end();
    }
    accent(text.substring(from), out);
    return out.toString();
  }

  private static void accent(String text, StringBuilder out) {
    int letters = 0;
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      int at = PLAIN.indexOf(letter);
      out.append(at < 0 ? letter : ACCENTED.charAt(at));
      if (at >= 0 && ++letters % EACH_MORE == 0) {
        out.append(ACCENTED.charAt(at));
      }
    }
  }
}
