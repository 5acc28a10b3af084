package org.sallyport.browser.actions;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An instruction of a step of the user guide; text in italics is text of the page. */
public sealed interface Instruction {

  /**
   * Press a button or follow a link.
   *
   * @param words its label; if there are several, one of them is on the page
   * @param line text of the list row that contains it, in the guide's words; null for any
   */
  record Press(List<String> words, @Nullable String line) implements Instruction {

    Press or(String other) {
      List<String> all = new ArrayList<>(words);
      all.add(other);
      return new Press(all, line);
    }
  }

  record Choose(String words) implements Instruction {}

  record Type(String field) implements Instruction {}

  /** Check that this text is on the page. */
  record Look(String words) implements Instruction {}

  /** The rest of the step applies only if this text is on the page. */
  record OnlyIf(String words) implements Instruction {}

  record StepsUnder(String title) implements Instruction {}

  record BackTo(int step) implements Instruction {}

  /** Continue on this screen: "the computer" or "the new phone". */
  record At(String screen) implements Instruction {}

  /** An action without text of a page, as written in the guide. */
  record Errand(String words) implements Instruction {}
}
