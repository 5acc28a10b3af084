package org.sallyport.gate.account.contact;

import org.sallyport.platform.messages.Messages;

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
      return Messages.text("common.mobile.no-number", example);
    }
  }

  /** A landline or another number that cannot receive SMS. */
  record NotMobile() implements Phone {
    @Override
    public String words() {
      return Messages.text("common.mobile.not-mobile");
    }
  }

  /**
   * A number of a service rather than of a phone: premium rate, shared cost, a personal number, a
   * pager, a universal access number, voicemail; or voice over IP where the settings refuse it.
   */
  record ServiceNumber() implements Phone {
    @Override
    public String words() {
      return Messages.text("common.mobile.service-number");
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
      return Messages.text("common.mobile.country-not-served", country);
    }
  }

  /** The error message; empty if the number is valid. */
  String words();
}
