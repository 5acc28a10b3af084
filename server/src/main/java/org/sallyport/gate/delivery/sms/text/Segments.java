package org.sallyport.gate.delivery.sms.text;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sallyport.platform.messages.Gsm7;

/**
 * The segments of an SMS: one of 160 septets or 140 octets, or several, each with a header by which
 * the phone puts them together (3GPP TS 23.040, section 9.2.3.24.1).
 *
 * @param coding the data coding of all: 0 (the alphabet of GSM) or 8 (UCS-2)
 * @param parts the octets of each, with its header
 */
public record Segments(byte coding, List<byte[]> parts) {
  public static final byte GSM_7 = 0;
  public static final byte UCS_2 = 8;

  /** The septet that leads to the extension table. */
  private static final byte ESCAPE = 0x1b;

  private static final int MAX_SEPTETS = 160;
  private static final int MAX_SEPTETS_OF_SEVERAL = 153;
  private static final int MAX_OCTETS = 140;
  private static final int MAX_OCTETS_OF_SEVERAL = 134;
  private static final int MAX_PARTS = 255;
  private static final int HEADER_LENGTH = 6;

  /**
   * Cuts a text.
   *
   * @param reference the same in each segment, other than that of the message before
   * @throws IllegalArgumentException if the text is too long
   */
  public static Segments of(String text, byte reference) {
    Optional<byte[]> septets = Gsm7.encode(text);
    return septets.isPresent()
        ? new Segments(
            GSM_7, parts(septets.get(), MAX_SEPTETS, MAX_SEPTETS_OF_SEVERAL, GSM_7, reference))
        : new Segments(
            UCS_2,
            parts(
                text.getBytes(StandardCharsets.UTF_16BE),
                MAX_OCTETS,
                MAX_OCTETS_OF_SEVERAL,
                UCS_2,
                reference));
  }

  public boolean areSeveral() {
    return parts.size() > 1;
  }

  private static List<byte[]> parts(
      byte[] all, int most, int mostOfSeveral, byte coding, byte reference) {
    if (all.length <= most) {
      return List.of(all);
    }
    List<byte[]> bodies = new ArrayList<>();
    for (int from = 0; from < all.length; ) {
      int to = end(all, from, mostOfSeveral, coding);
      bodies.add(Arrays.copyOfRange(all, from, to));
      from = to;
    }
    if (bodies.size() > MAX_PARTS) {
      throw new IllegalArgumentException("too long for an SMS");
    }
    List<byte[]> parts = new ArrayList<>();
    for (byte[] body : bodies) {
      parts.add(withHeader(body, bodies.size(), parts.size() + 1, reference));
    }
    return parts;
  }

  /** Neither a pair of septets nor a surrogate pair is torn apart. */
  private static int end(byte[] all, int from, int most, byte coding) {
    int to = Math.min(all.length, from + most);
    if (to == all.length) {
      return to;
    }
    if (coding == GSM_7) {
      return all[to - 1] == ESCAPE ? to - 1 : to;
    }
    boolean isHighSurrogate = (all[to - 2] & 0xfc) == 0xd8;
    return isHighSurrogate ? to - 2 : to;
  }

  private static byte[] withHeader(byte[] body, int count, int number, byte reference) {
    byte[] part = new byte[HEADER_LENGTH + body.length];
    part[0] = HEADER_LENGTH - 1;
    part[1] = 0; // concatenated short messages, 8-bit reference
    part[2] = 3;
    part[3] = reference;
    part[4] = (byte) count;
    part[5] = (byte) number;
    System.arraycopy(body, 0, part, HEADER_LENGTH, body.length);
    return part;
  }
}
