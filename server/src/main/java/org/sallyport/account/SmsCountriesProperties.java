package org.sallyport.account;

import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where SMS go.
 *
 * @param countries ISO 3166 codes of the countries whose numbers are taken; empty takes all. By
 *     default the European Economic Area, the United Kingdom, Switzerland, the United States,
 *     Canada, Australia and New Zealand: a list kept short is the first guard against numbers that
 *     earn money for whoever makes them ring
 */
@ConfigurationProperties("sallyport.sms")
record SmsCountriesProperties(
    @DefaultValue({
          "AT", "AU", "BE", "BG", "CA", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB",
          "GR", "HR", "HU", "IE", "IS", "IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "NZ", "PL",
          "PT", "RO", "SE", "SI", "SK", "US"
        })
        Set<String> countries) {}
