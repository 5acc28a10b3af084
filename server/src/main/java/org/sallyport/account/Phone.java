package org.sallyport.account;

import java.util.Locale;

/** The result of parsing a mobile number; {@link #words} is the error message at the field. */
public sealed interface Phone {

  /**
   * A number that can receive SMS.
   *
   * @param e164 for example "+32470000000"
   */
  record Mobile(String e164) implements Phone {
    @Override
    public String words() {
      return "";
    }
  }

  /**
   * The text is not a phone number.
   *
   * @param example an example of valid input
   */
  record NoNumber(String example) implements Phone {
    @Override
    public String words() {
      return "This is no mobile number. Enter one like " + example + ".";
    }
  }

  /** A landline, a premium number or another that cannot receive SMS. */
  record NotMobile() implements Phone {
    @Override
    public String words() {
      return "This is not a mobile number. Enter one that can receive an SMS.";
    }
  }

  /**
   * The installation sends no SMS to that country.
   *
   * @param country ISO 3166 code, or the calling code where there is none
   */
  record CountryNotServed(String country) implements Phone {
    @Override
    public String words() {
      return String.format(
          Locale.ROOT,
          "No SMS is sent to numbers of this country (%s). Enter another number.",
          country);
    }
  }

  /** The error message; empty if the number is valid. */
  String words();
}
