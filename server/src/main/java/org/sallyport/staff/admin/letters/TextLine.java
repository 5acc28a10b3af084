package org.sallyport.staff.admin.letters;

import com.ibm.icu.text.ArabicShaping;
import com.ibm.icu.text.ArabicShapingException;
import com.ibm.icu.text.Bidi;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.messages.Language;

/**
 * A line of text as it is drawn from left to right: PDF draws glyphs and knows neither directions
 * (Unicode Standard Annex 9) nor the joined forms of Arabic letters.
 */
final class TextLine {
  private static final Pattern VOWEL_SIGNS = Pattern.compile("[\\u064b-\\u0652]");

  private TextLine() {}

  /** The characters in the order in which they are drawn, joined, and without invisible ones. */
  static String drawn(String text, Language language) {
    byte level = language.rightToLeft() ? Bidi.RTL : Bidi.LTR;
    Bidi bidi = new Bidi();
    bidi.setPara(shaped(text), level, null);
    return bidi.writeReordered(Bidi.DO_MIRRORING | Bidi.REMOVE_BIDI_CONTROLS)
        .replaceAll("[\\u2066-\\u2069]", "");
  }

  /** Vowel signs are left out, as in print: a PDF does not place them over their letters. */
  private static String shaped(String text) {
    try {
      return new ArabicShaping(ArabicShaping.LETTERS_SHAPE | ArabicShaping.TEXT_DIRECTION_LOGICAL)
          .shape(VOWEL_SIGNS.matcher(text).replaceAll(""));
    } catch (ArabicShapingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Parts of a text of which the characters belong together. */
  static <T> List<Run<T>> runs(String text, IntFunction<T> of) {
    List<Run<T>> runs = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    @Nullable T before = null;
    for (int point : text.codePoints().toArray()) {
      T now = of.apply(point);
      if (before != null && !now.equals(before)) {
        runs.add(new Run<>(before, part.toString()));
        part.setLength(0);
      }
      part.appendCodePoint(point);
      before = now;
    }
    if (before != null) {
      runs.add(new Run<>(before, part.toString()));
    }
    return runs;
  }

  /** Characters in a row with one value. */
  record Run<T>(T value, String text) {}
}
