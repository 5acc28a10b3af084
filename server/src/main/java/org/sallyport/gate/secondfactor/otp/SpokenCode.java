package org.sallyport.gate.secondfactor.otp;

import java.util.Locale;
import java.util.regex.Pattern;
import org.sallyport.gate.secondfactor.otp.OtpProperties.SpokenDigits;
import org.sallyport.platform.messages.Language;
import org.sallyport.platform.messages.Messages;

/**
 * The text of a call that says a code, twice, in the language of this thread. It names nothing but
 * the installation, and has no character that a language of speech (SSML, TwiML) gives a meaning.
 */
final class SpokenCode {
  /** What is not read out, or could end the text in a template. */
  private static final Pattern UNSPOKEN = Pattern.compile("[^\\p{L}\\p{M}\\p{Nd}.’-]+");

  private SpokenCode() {}

  /**
   * The text.
   *
   * @param name of the installation, with a letter or a digit
   * @param code digits
   */
  static String text(String name, String tag, String code, SpokenDigits as) {
    boolean isInWords = as == SpokenDigits.WORDS || Language.current() == Language.ARABIC;
    return Messages.text(
        "voice.code",
        UNSPOKEN.matcher(name.replace('\'', '’')).replaceAll(" ").strip(),
        Messages.text("voice.tag", said(tag, 0, isInWords), said(tag, 1, isInWords)),
        digits(code, isInWords));
  }

  private static String digits(String code, boolean isInWords) {
    String said = said(code, 0, isInWords);
    for (int at = 1; at < code.length(); at++) {
      said = Messages.text("voice.digits", said, said(code, at, isInWords));
    }
    return said;
  }

  private static String said(String text, int at, boolean isInWords) {
    char character = text.charAt(at);
    return isInWords && Character.isDigit(character)
        ? Messages.text("voice.digit." + character)
        : String.valueOf(character).toUpperCase(Locale.ROOT);
  }
}
