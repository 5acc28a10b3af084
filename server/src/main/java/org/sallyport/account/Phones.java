package org.sallyport.account;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sallyport.account.Phone.CountryNotServed;
import org.sallyport.account.Phone.Mobile;
import org.sallyport.account.Phone.NoNumber;
import org.sallyport.account.Phone.NotMobile;
import org.springframework.stereotype.Component;

/** Mobile numbers: as they are typed, as they are stored (E.164), and as pages show them. */
@Component
public class Phones {
  /** Digits with what people put between them; no letters, no extension. */
  private static final Pattern TYPED = Pattern.compile("(?:\\+|00)[0-9 ()./-]{6,32}");

  private static final Set<PhoneNumberType> MOBILE =
      Set.of(PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE);
  private static final int SHOWN = 2;

  private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

  private final Set<String> countries;

  Phones(SmsCountriesProperties properties) {
    this.countries = properties.countries();
  }

  /** Reads a number with its country code, begun with + or 00. */
  public Phone parse(String typed) {
    String text = typed.replace('\u00a0', ' ').replace('\u202f', ' ').strip();
    if (!TYPED.matcher(text).matches()) {
      return new NoNumber();
    }
    PhoneNumber number = number(text.startsWith("00") ? "+" + text.substring(2) : text);
    return number == null || !NUMBERS.isValidNumber(number) ? new NoNumber() : served(number);
  }

  private Phone served(PhoneNumber number) {
    if (!MOBILE.contains(NUMBERS.getNumberType(number))) {
      return new NotMobile();
    }
    String country = country(number);
    if (!countries.isEmpty() && !countries.contains(country)) {
      return new CountryNotServed(country);
    }
    return new Mobile(NUMBERS.format(number, PhoneNumberFormat.E164));
  }

  /**
   * The number as pages and messages show it, "+32 ••• •• •• 84": of the same width for every
   * number of a country.
   *
   * @param e164 a stored number
   */
  public static String mask(String e164) {
    PhoneNumber number = number(e164);
    String shape = number == null ? e164 : shape(number);
    int country = number == null ? 0 : Integer.toString(number.getCountryCode()).length() + 1;
    StringBuilder mask = new StringBuilder(shape);
    for (int i = mask.length() - 1, digits = 0; i >= country; i--) {
      if (Character.isDigit(mask.charAt(i))) {
        digits++;
        mask.setCharAt(i, digits <= SHOWN ? e164.charAt(e164.length() - digits) : '\u2022');
      }
    }
    return mask.toString();
  }

  /** How a mobile number of that country is written, so that no length shows. */
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

  private static @Nullable PhoneNumber number(String international) {
    try {
      return NUMBERS.parse(international, null);
    } catch (NumberParseException e) {
      return null;
    }
  }
}
