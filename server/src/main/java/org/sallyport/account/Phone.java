package org.sallyport.account;

import java.util.Locale;

/** What a person gave as a mobile number. The words say at the field what to do. */
public sealed interface Phone {

  /**
   * A number that can take an SMS.
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
   * It is none.
   *
   * @param example of what can be typed
   */
  record NoNumber(String example) implements Phone {
    @Override
    public String words() {
      return "This is no mobile number. Enter one like " + example + ".";
    }
  }

  /** A landline, a premium number, or another that takes no SMS. */
  record NotMobile() implements Phone {
    @Override
    public String words() {
      return "This is not a mobile number. Enter one that can receive an SMS.";
    }
  }

  /**
   * The installation sends no SMS there.
   *
   * @param country ISO 3166 code, or the calling code where it has none
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

  /** Empty if there is nothing to say. */
  String words();
}
