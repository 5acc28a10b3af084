package org.sallyport.gate.delivery;

import java.util.regex.Pattern;

/**
 * Validates destinations: one plain mail address (RFC 5321 without quoted local parts and address
 * literals), or one number in E.164.
 */
public final class Addresses {
  private static final int MAX_LENGTH = 254;
  private static final Pattern MAIL =
      Pattern.compile(
          "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
              + "@[\\p{L}\\p{N}]([\\p{L}\\p{N}.-]*[\\p{L}\\p{N}])?");
  private static final Pattern MOBILE = Pattern.compile("\\+[1-9][0-9]{6,14}");

  private Addresses() {}

  /** Whether the destination is valid for the channel. */
  public static boolean isAddress(Channel channel, String to) {
    return switch (channel) {
      case EMAIL -> to.length() <= MAX_LENGTH && MAIL.matcher(to).matches() && !to.contains("..");
      case SMS, VOICE -> MOBILE.matcher(to).matches();
    };
  }

  static void check(Channel channel, String to) {
    if (!isAddress(channel, to)) {
      throw new IllegalArgumentException(
          switch (channel) {
            case EMAIL -> "not one plain e-mail address";
            case SMS, VOICE -> "not one number in E.164";
          });
    }
  }
}
