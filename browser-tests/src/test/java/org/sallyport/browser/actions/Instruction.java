package org.sallyport.browser.actions;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a step of the user guide tells its reader to do: the words in italics are the page's. */
public sealed interface Instruction {

  /**
   * Press a button or follow a link.
   *
   * @param words what it is called; where several are named, one of them stands there
   * @param line what stands in the line of the list where it is, in the guide's words; null for any
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

  /** See whether that stands on the page. */
  record Look(String words) implements Instruction {}

  /** What follows in the step is done only where that stands on the page. */
  record OnlyIf(String words) implements Instruction {}

  record StepsUnder(String title) implements Instruction {}

  record BackTo(int step) implements Instruction {}

  /** Go on at this screen: "the computer" or "the new phone". */
  record At(String screen) implements Instruction {}

  /** Something without words of a page, as it stands there. */
  record Errand(String words) implements Instruction {}
}
