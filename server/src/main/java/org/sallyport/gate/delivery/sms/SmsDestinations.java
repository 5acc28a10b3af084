package org.sallyport.gate.delivery.sms;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.sallyport.gate.delivery.routes.Route;

/** The numbers that a route takes. */
final class SmsDestinations {
  private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
  private static final Pattern DIGITS = Pattern.compile("\\+[1-9][0-9]{0,13}");

  private final List<String> places;

  /**
   * Reads the countries of a route.
   *
   * @throws IllegalArgumentException if one is neither an ISO 3166 code nor the first digits of
   *     numbers
   */
  SmsDestinations(List<String> countries) {
    this.places = countries.stream().map(it -> it.strip().toUpperCase(Locale.ROOT)).toList();
    for (String place : places) {
      if (!DIGITS.matcher(place).matches() && !NUMBERS.getSupportedRegions().contains(place)) {
        throw SmsRouteProperties.refused(
            "countries: \"" + place + "\" is no ISO 3166 code and no first digits such as +3247");
      }
    }
  }

  /** How closely the places name a number; negative if none does, 0 if there are no places. */
  int closeness(String number) {
    if (places.isEmpty()) {
      return 0;
    }
    return places.stream().mapToInt(place -> closeness(place, number)).max().orElse(-1);
  }

  /**
   * The digits that a place and the number share; those of a country are one more than its code.
   */
  private static int closeness(String place, String number) {
    if (place.startsWith("+")) {
      return number.startsWith(place) ? place.length() : -1;
    }
    return country(number).equals(place)
        ? Integer.toString(NUMBERS.getCountryCodeForRegion(place)).length() + 1
        : -1;
  }

  /** The ISO 3166 code of a number's country; {@link Route#NO_COUNTRY} if it has none. */
  static String country(String number) {
    try {
      PhoneNumber parsed = NUMBERS.parse(number, null);
      String region = NUMBERS.getRegionCodeForNumber(parsed);
      return region == null || region.equals("001") ? Route.NO_COUNTRY : region;
    } catch (NumberParseException e) {
      return Route.NO_COUNTRY;
    }
  }
}
