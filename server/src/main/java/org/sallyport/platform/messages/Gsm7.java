package org.sallyport.platform.messages;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The default alphabet of GSM and its extension table (3GPP TS 23.038, section 6.2.1). One other
 * character in an SMS, and all of it is sent in UCS-2, of which a segment holds 70 and not 160.
 */
public final class Gsm7 {
  /** By the value of the septet. 0x1B leads to the extension table. */
  private static final String DEFAULT =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
          + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

  private static final byte ESCAPE = 0x1b;
  private static final String EXTENDED = "\f^{}\\[~]|€";
  private static final byte[] EXTENDED_SEPTETS = {
    0x0a, 0x14, 0x28, 0x29, 0x2f, 0x3c, 0x3d, 0x3e, 0x40, 0x65
  };

  /** What Unicode does not take apart into a letter and its marks. */
  private static final Map<Character, String> OTHERS =
      Map.ofEntries(
          Map.entry('ł', "l"),
          Map.entry('Ł', "L"),
          Map.entry('đ', "d"),
          Map.entry('Đ', "D"),
          Map.entry('ð', "d"),
          Map.entry('Ð', "D"),
          Map.entry('þ', "th"),
          Map.entry('Þ', "Th"),
          Map.entry('ħ', "h"),
          Map.entry('Ħ', "H"),
          Map.entry('ı', "i"),
          Map.entry('œ', "oe"),
          Map.entry('Œ', "Oe"),
          Map.entry('ẞ', "SS"),
          Map.entry('ŋ', "ng"),
          Map.entry('Ŋ', "Ng"),
          Map.entry('‘', "'"),
          Map.entry('’', "'"),
          Map.entry('‚', "'"),
          Map.entry('ʼ', "'"),
          Map.entry('`', "'"),
          Map.entry('´', "'"),
          Map.entry('“', "\""),
          Map.entry('”', "\""),
          Map.entry('„', "\""),
          Map.entry('«', "\""),
          Map.entry('»', "\""),
          Map.entry('‐', "-"),
          Map.entry('‑', "-"),
          Map.entry('–', "-"),
          Map.entry('—', "-"),
          Map.entry('−', "-"),
          Map.entry('·', "."),
          Map.entry('•', "."),
          Map.entry('…', "..."));

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern SPACES = Pattern.compile("[\\p{Zs}\\t]");
  private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}");

  private Gsm7() {}

  /**
   * The septets of a text, one in each octet, as SMPP carries them (SMPP 3.4, section 5.2.19,
   * data_coding 0); empty if it has a character that the alphabet lacks.
   */
  public static Optional<byte[]> encode(String text) {
    byte[] septets = new byte[2 * text.length()];
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      int extended = EXTENDED.indexOf(letter);
      int plain = letter == ESCAPE ? -1 : DEFAULT.indexOf(letter);
      if (extended >= 0) {
        septets[length++] = ESCAPE;
        septets[length++] = EXTENDED_SEPTETS[extended];
      } else if (plain >= 0) {
        septets[length++] = (byte) plain;
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(Arrays.copyOf(septets, length));
  }

  /** Whether the septet at a position begins a pair of two. */
  public static boolean isEscape(byte[] septets, int position) {
    return septets[position] == ESCAPE;
  }

  /** Whether the alphabet has every character of a text. */
  public static boolean has(String text) {
    return encode(text).isPresent();
  }

  /**
   * The text with what the alphabet lacks written by it, where that can still be read: "Hôpital" as
   * "Hopital", "Łódź" as "Lodz", "’" as "'". Letters of other scripts stay as they are.
   */
  public static String fold(String text) {
    String visible = INVISIBLE.matcher(SPACES.matcher(text).replaceAll(" ")).replaceAll("");
    StringBuilder folded = new StringBuilder();
    Normalizer.normalize(visible, Normalizer.Form.NFC)
        .codePoints()
        .mapToObj(Character::toString)
        .map(Gsm7::folded)
        .forEach(folded::append);
    return folded.toString();
  }

  private static String folded(String letter) {
    if (has(letter)) {
      return letter;
    }
    String other = OTHERS.get(letter.charAt(0));
    if (other != null) {
      return other;
    }
    String base = MARKS.matcher(Normalizer.normalize(letter, Normalizer.Form.NFKD)).replaceAll("");
    return has(base) && !base.isEmpty() ? base : letter;
  }
}
