package org.sallyport.gate.account.contact;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.contact.Phone.CountryNotServed;
import org.sallyport.gate.account.contact.Phone.Mobile;
import org.sallyport.gate.account.contact.Phone.NoNumber;
import org.sallyport.gate.account.contact.Phone.NotMobile;
import org.sallyport.gate.account.contact.Phone.ServiceNumber;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;

/**
 * Mobile numbers: parses input, formats numbers for storage (E.164), and displays and masks them.
 */
@Component
public class Phones {
  /** Digits with common separators; no letters, no extension. */
  private static final Pattern TYPED = Pattern.compile("[+]?[0-9 ()./-]{6,34}");

  private static final Set<PhoneNumberType> MOBILE =
      Set.of(PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE);

  /** Of no phone that somebody has in the hand; an SMS to some of them earns its owner money. */
  private static final Set<PhoneNumberType> SERVICES =
      Set.of(
          PhoneNumberType.PREMIUM_RATE,
          PhoneNumberType.SHARED_COST,
          PhoneNumberType.TOLL_FREE,
          PhoneNumberType.PERSONAL_NUMBER,
          PhoneNumberType.PAGER,
          PhoneNumberType.UAN,
          PhoneNumberType.VOICEMAIL);

  private static final int SHOWN_DIGITS = 2;
  private static final int BLOCK_DIGITS = 3;
  private static final String EXAMPLE = "+32 470 00 00 00";

  private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

  private final Set<String> countries;

  private final @Nullable String home;

  private final boolean voip;

  public Phones(SmsCountriesProperties properties) {
    this.countries = properties.countries();
    this.home = properties.home();
    this.voip = properties.voipNumbers();
    if (home != null && !NUMBERS.getSupportedRegions().contains(home)) {
      throw new IllegalArgumentException("sallyport.sms.country is no ISO 3166 code: " + home);
    }
  }

  /**
   * Parses a number: with its country code after + or 00, or in the national format of the
   * installation's country.
   */
  public Phone parse(String typed) {
    return parse(typed, home);
  }

  /** Parses a number with its country code, as it is stored. */
  public Phone parseInternational(String typed) {
    return parse(typed, null);
  }

  private Phone parse(String typed, @Nullable String country) {
    String text = typed.replace('\u00a0', ' ').replace('\u202f', ' ').strip();
    if (!TYPED.matcher(text).matches()) {
      return new NoNumber(example());
    }
    PhoneNumber number = dialled(text, country);
    return number == null || !NUMBERS.isValidNumber(number)
        ? new NoNumber(example())
        : served(number);
  }

  private static @Nullable PhoneNumber dialled(String text, @Nullable String country) {
    return text.startsWith("00")
        ? number("+" + text.substring(2), null)
        : number(text, text.startsWith("+") ? null : country);
  }

  /**
   * An example of valid input, "0470 00 00 00 or +32 470 00 00 00", with no-break spaces within a
   * number.
   */
  public String example() {
    return home == null
        ? withNoBreakSpaces(EXAMPLE)
        : Messages.text(
            "common.mobile.example",
            withNoBreakSpaces(national(home)),
            withNoBreakSpaces(abroad(home)));
  }

  private static String withNoBreakSpaces(String number) {
    return number.replace(' ', '\u00a0');
  }

  private static String national(String country) {
    return zeros(NUMBERS.format(sample(country), PhoneNumberFormat.NATIONAL), 4);
  }

  private static String abroad(String country) {
    PhoneNumber sample = sample(country);
    int kept = Integer.toString(sample.getCountryCode()).length() + 3;
    return zeros(NUMBERS.format(sample, PhoneNumberFormat.INTERNATIONAL), kept);
  }

  private static PhoneNumber sample(String country) {
    return NUMBERS.getExampleNumberForType(country, PhoneNumberType.MOBILE);
  }

  /** Replaces the digits after the first ones by zeros, so that the number is not in use. */
  private static String zeros(String number, int kept) {
    StringBuilder zeros = new StringBuilder(number);
    for (int i = 0, digits = 0; i < zeros.length(); i++) {
      if (Character.isDigit(zeros.charAt(i)) && ++digits > kept) {
        zeros.setCharAt(i, '0');
      }
    }
    return zeros.toString();
  }

  /**
   * A stored number in international format, "+32 470 12 34 56".
   *
   * @param e164 a stored number
   */
  public static String international(String e164) {
    PhoneNumber number = number(e164, null);
    return number == null ? e164 : NUMBERS.format(number, PhoneNumberFormat.INTERNATIONAL);
  }

  /**
   * The country code of a stored number, for example "BE".
   *
   * @return "?" if it is no number
   */
  public static String country(String e164) {
    PhoneNumber number = number(e164, null);
    return number == null ? "?" : country(number);
  }

  /**
   * How a stored number begins that belongs to one operator's range: the country code and three
   * digits, "+32470". Most national plans give operators mobile ranges of two or three digits, and
   * the North American one gives areas; ranges of more digits would divide one fraud into many.
   *
   * @param e164 a stored number
   */
  public static String block(String e164) {
    PhoneNumber number = number(e164, null);
    int digits = number == null ? BLOCK_DIGITS : Integer.toString(number.getCountryCode()).length();
    return e164.substring(0, Math.min(e164.length(), 1 + digits + BLOCK_DIGITS));
  }

  private Phone served(PhoneNumber number) {
    PhoneNumberType type = NUMBERS.getNumberType(number);
    if (SERVICES.contains(type) || (type == PhoneNumberType.VOIP && !voip)) {
      return new ServiceNumber();
    }
    if (!MOBILE.contains(type) && type != PhoneNumberType.VOIP) {
      return new NotMobile();
    }
    String country = country(number);
    if (!countries.isEmpty() && !countries.contains(country)) {
      return new CountryNotServed(country);
    }
    return new Mobile(NUMBERS.format(number, PhoneNumberFormat.E164));
  }

  /**
   * Why no SMS goes to a stored number any more: the settings may have changed since it was given.
   * A number that the number plan does not know is not refused, because ranges are opened before
   * the plan that this program knows has them.
   *
   * @param e164 a stored number
   */
  public Optional<Phone> refusal(String e164) {
    return switch (parseInternational(e164)) {
      case Mobile _, NoNumber _ -> Optional.empty();
      case Phone refused -> Optional.of(refused);
    };
  }

  /**
   * The number as pages and messages show it, "+32 ••• •• •• 84": the same width for every number
   * of a country.
   *
   * @param e164 a stored number
   */
  public static String mask(String e164) {
    PhoneNumber number = number(e164, null);
    int country = number == null ? 0 : Integer.toString(number.getCountryCode()).length() + 1;
    StringBuilder mask = new StringBuilder(number == null ? e164 : shape(number));
    for (int i = mask.length() - 1, digits = 0; i >= country; i--) {
      if (Character.isDigit(mask.charAt(i))) {
        digits++;
        mask.setCharAt(i, digits <= SHOWN_DIGITS ? e164.charAt(e164.length() - digits) : '\u2022');
      }
    }
    return mask.toString();
  }

  /**
   * The format of a typical mobile number of that country, so that the mask does not reveal the
   * length.
   */
  private static String shape(PhoneNumber number) {
    PhoneNumber example =
        NUMBERS.getExampleNumberForType(
            NUMBERS.getRegionCodeForCountryCode(number.getCountryCode()), PhoneNumberType.MOBILE);
    return NUMBERS.format(example == null ? number : example, PhoneNumberFormat.INTERNATIONAL);
  }

  private static String country(PhoneNumber number) {
    String region = NUMBERS.getRegionCodeForNumber(number);
    return region == null || region.equals("001")
        ? "+" + Integer.toString(number.getCountryCode())
        : region;
  }

  /**
   * The parsed input; null if it is not a number.
   *
   * @param country the country of a number without country code; null if the number begins with +
   */
  private static @Nullable PhoneNumber number(String typed, @Nullable String country) {
    try {
      return NUMBERS.parse(typed, country);
    } catch (NumberParseException e) {
      return null;
    }
  }
}
