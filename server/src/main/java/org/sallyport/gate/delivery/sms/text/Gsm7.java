package org.sallyport.gate.delivery.sms.text;

import java.util.Arrays;
import java.util.Optional;

/**
 * The default alphabet of GSM and its extension table (3GPP TS 23.038, section 6.2.1), one septet
 * in each octet, as SMPP carries it (SMPP 3.4, section 5.2.19, data_coding 0).
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

  private Gsm7() {}

  /** The septets of a text; empty if it has a character that the alphabet lacks. */
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
  static boolean isEscape(byte[] septets, int position) {
    return septets[position] == ESCAPE;
  }
}
