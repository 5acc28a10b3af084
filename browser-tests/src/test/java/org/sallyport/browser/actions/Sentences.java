package org.sallyport.browser.actions;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses the sentences of a user-guide step and rejects ambiguous ones. */
final class Sentences {
  /** Connecting words between two instructions. */
  private static final Pattern JOINT = Pattern.compile("^[\\s,]*(?:(?:and|then)\\b\\s*)?");

  private static final Pattern ASIDE = Pattern.compile("(\\*[^*]+\\*)|\\s*\\([^)]*\\)");
  private static final Pattern SENTENCE =
      Pattern.compile("(?:[^.*]|\\*[^*]+\\*)+?(?:\\.(?=\\s|$)|(?<=\\.\\*))\\s*");
  private static final Pattern ITALICS = Pattern.compile("([^*]*)\\*([^*]+)\\*");
  private static final Pattern PLACE = Pattern.compile("^On (the computer|the new phone), (.*)$");
  private static final Pattern LINE = Pattern.compile("in the line of (.+), press");
  private static final Pattern REASON = Pattern.compile("^[^:]*: (?=press)");
  private static final Pattern BACK = Pattern.compile("go back to step ([0-9]+)");

  private Sentences() {}

  /**
   * Parses a step. Text in brackets is information, not an instruction.
   *
   * @throws IllegalArgumentException for a sentence that is not a clear instruction
   */
  static List<Instruction> in(String step) {
    List<Instruction> all = new ArrayList<>();
    String rest =
        ASIDE.matcher(step).replaceAll(found -> found.group(1) == null ? "" : "$1").strip();
    Matcher sentence = SENTENCE.matcher(rest);
    while (sentence.lookingAt()) {
      read(sentence.group().strip(), all);
      rest = rest.substring(sentence.end());
      sentence.reset(rest);
    }
    if (!rest.isEmpty() || all.isEmpty()) {
      throw new IllegalArgumentException("not a sentence: “" + rest + "”");
    }
    return all;
  }

  private static void read(String written, List<Instruction> into) {
    String sentence = written;
    Matcher place = PLACE.matcher(sentence);
    if (place.matches()) {
      into.add(new Instruction.At(place.group(1)));
      sentence = place.group(2);
    }
    Matcher italics = ITALICS.matcher(sentence);
    int end = 0;
    @Nullable Instruction before = null;
    while (italics.find()) {
      if (before instanceof Instruction.Press press && italics.group(1).equals(" or ")) {
        into.removeLast();
        before = press.or(italics.group(2));
      } else {
        before = one(italics.group(1), italics.group(2), before);
      }
      into.add(before);
      end = italics.end();
    }
    String tail = sentence.substring(end).replaceFirst("\\.$", "");
    if (end == 0) {
      into.add(new Instruction.Errand(tail));
    } else {
      last(tail, into);
    }
  }

  private static Instruction one(String lead, String words, @Nullable Instruction before) {
    String verb = JOINT.matcher(REASON.matcher(lead).replaceFirst("")).replaceFirst("").strip();
    Matcher line = LINE.matcher(verb.toLowerCase(Locale.ROOT));
    if (line.matches()) {
      return new Instruction.Press(List.of(words), line.group(1));
    }
    if (verb.endsWith(" into")) {
      return new Instruction.Type(words);
    }
    return switch (verb.toLowerCase(Locale.ROOT)) {
      case "press" -> new Instruction.Press(List.of(words), null);
      case "choose" -> new Instruction.Choose(words);
      case "look for" -> new Instruction.Look(words);
      case "if you read" -> new Instruction.OnlyIf(words);
      case "take the steps under" -> new Instruction.StepsUnder(words);
      case "" -> {
        if (before instanceof Instruction.Press) {
          yield new Instruction.Press(List.of(words), null);
        }
        throw new IllegalArgumentException("what to do with “" + words + "”?");
      }
      default -> throw new IllegalArgumentException("how does one “" + verb + "”?");
    };
  }

  private static void last(String tail, List<Instruction> into) {
    String words = JOINT.matcher(tail).replaceFirst("");
    Matcher back = BACK.matcher(words);
    if (back.matches()) {
      into.add(new Instruction.BackTo(Integer.parseInt(back.group(1))));
    } else if (!words.isEmpty() && !words.equals("once more")) {
      throw new IllegalArgumentException("how does one “" + words + "”?");
    }
  }
}
