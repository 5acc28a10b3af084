package org.sallyport.gate.account.contact;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings for the numbers to which SMS are sent.
 *
 * @param countries ISO 3166 codes of the countries whose numbers are accepted; empty accepts all.
 *     The default is the European Economic Area, the United Kingdom, Switzerland, the United
 *     States, Canada, Australia and New Zealand: a short list is the first protection against SMS
 *     pumping to premium numbers
 * @param country ISO 3166 code of the country whose numbers may be typed in national format,
 *     without a country code. If not set, the only one of the countries above, else BE if it is
 *     among them; empty for none
 * @param voipNumbers whether numbers of voice over IP are accepted. They prove no device that
 *     somebody has (NIST SP 800-63B-4, section 3.1.3.1), and cost a fraudster nothing. Numbers of
 *     premium-rate and shared-cost services, personal numbers, pagers, universal access numbers and
 *     voicemail are never accepted
 */
@ConfigurationProperties("sallyport.sms")
public record SmsCountriesProperties(
    @DefaultValue({
          "AT", "AU", "BE", "BG", "CA", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB",
          "GR", "HR", "HU", "IE", "IS", "IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "NZ", "PL",
          "PT", "RO", "SE", "SI", "SK", "US"
        })
        Set<String> countries,
    @Nullable String country,
    @DefaultValue("false") boolean voipNumbers) {
  private static final String FALLBACK = "BE";

  public SmsCountriesProperties {
    for (String code : countries) {
      if (!PhoneNumberUtil.getInstance().getSupportedRegions().contains(code)) {
        throw new IllegalArgumentException(
            "sallyport.sms.countries: \"" + code + "\" is no ISO 3166 code, for example BE");
      }
    }
    if (country != null
        && !country.isEmpty()
        && !countries.isEmpty()
        && !countries.contains(country)) {
      throw new IllegalArgumentException(
          "sallyport.sms.country is " + country + ", which is none of sallyport.sms.countries");
    }
  }

  /** The country of numbers without a country code; null if such numbers are not accepted. */
  @Nullable String home() {
    if (country != null) {
      return country.isEmpty() ? null : country;
    }
    if (countries.size() == 1) {
      return countries.iterator().next();
    }
    return countries.isEmpty() || countries.contains(FALLBACK) ? FALLBACK : null;
  }
}
