package org.sallyport.gate.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.gate.account.contact.Email.Address;
import org.sallyport.gate.account.contact.Email.NoAddress;
import org.sallyport.gate.account.contact.Emails;
import org.sallyport.gate.account.contact.Phone.CountryNotServed;
import org.sallyport.gate.account.contact.Phone.Mobile;
import org.sallyport.gate.account.contact.Phone.NoNumber;
import org.sallyport.gate.account.contact.Phone.NotMobile;
import org.sallyport.gate.account.contact.Phone.ServiceNumber;
import org.sallyport.gate.account.contact.Phones;
import org.sallyport.gate.account.contact.SmsCountriesProperties;

class ContactsTest {
  @Nested
  class Numbers {
    final Phones phones =
        new Phones(new SmsCountriesProperties(Set.of("BE", "DE", "US"), null, false));

    @ParameterizedTest
    @ValueSource(
        strings = {
          "+32470123484",
          " +32 470 12 34 84 ",
          "0032 470/12.34.84",
          "+32 (0) 470-12-34-84",
          "+32\u00a0470\u202f12 34 84"
        })
    void aNumberIsStoredInOneForm(String typed) {
      assertThat(phones.parse(typed)).isEqualTo(new Mobile("+32470123484"));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "+32",
          "+32 470 12 34",
          "+32 470 12 34 84 84 84",
          "+32470123484 ext 5",
          "+32 470 FLOWERS",
          "+32470123484\r\nBcc: x",
          "tel:+32470123484",
          "+999 470 12 34 84",
          "+\u0663\u0662\u0664\u0667\u0660\u0661\u0662\u0663\u0664\u0668\u0664",
          "+32470123484,+32470123485"
        })
    void whatIsNoNumberIsRefused(String typed) {
      assertThat(phones.parse(typed)).isInstanceOf(NoNumber.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+32 2 555 12 12", "+49 30 123456"})
    void C08_landlinesAreRefused(String typed) {
      assertThat(phones.parse(typed)).isEqualTo(new NotMobile());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0470 12 34 84", "0470/12.34.84", "0470123484", "(0470) 12-34-84"})
    void isReadAsItIsDialledInTheCountryOfTheInstallation(String typed) {
      assertThat(phones.parse(typed)).isEqualTo(new Mobile("+32470123484"));
      assertThat(phones.parseInternational(typed)).isInstanceOf(NoNumber.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"02 555 12 12", "0902 12 345"})
    void C08_whatTakesNoSmsIsRefusedWithoutACountryCodeToo(String typed) {
      assertThat(phones.parse(typed)).isNotInstanceOf(Mobile.class);
    }

    /** Premium rate, free phone, a personal number, a pager, a universal access number, VoIP. */
    @ParameterizedTest
    @ValueSource(
        strings = {
          "+32 902 12 345",
          "+32 800 12 345",
          "+49 900 1234567",
          "+49 180 1234567",
          "+49 700 12345678",
          "+49 164 123456",
          "+32 78 15 12 34",
          "+1 500 234 5678",
          "+1 305 209 0123"
        })
    void C08_numbersOfServicesAreRefused(String typed) {
      assertThat(phones.parse(typed)).isEqualTo(new ServiceNumber());
    }

    @Test
    void C08_internetTelephonyIsASettingAndServicesAreNot() {
      Phones voip = new Phones(new SmsCountriesProperties(Set.of("US", "DE"), null, true));
      assertThat(voip.parse("+1 305 209 0123")).isEqualTo(new Mobile("+13052090123"));
      assertThat(voip.parse("+49 900 1234567")).isEqualTo(new ServiceNumber());
    }

    @Test
    void C08_aStoredNumberIsLookedAtByTheSettingsOfToday() {
      assertThat(phones.refusal("+32470123484")).isEmpty();
      assertThat(phones.refusal("+3290212345")).contains(new ServiceNumber());
      assertThat(phones.refusal("+447400123456")).contains(new CountryNotServed("GB"));
      assertThat(phones.refusal("+32999999999")).as("a range that is not known yet").isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
      "+32470123484,+32470",
      "+12025550123,+1202",
      "+447400123456,+44740",
      "+35799123456,+357991"
    })
    void theBlockIsTheCountryCodeAndThreeDigits(String number, String block) {
      assertThat(Phones.block(number)).isEqualTo(block);
    }

    @Test
    void theCountryIsASetting() {
      Phones dutch = new Phones(new SmsCountriesProperties(Set.of("NL", "BE"), "NL", false));
      assertThat(dutch.parse("06 12 34 56 78")).isEqualTo(new Mobile("+31612345678"));
      assertThat(dutch.example().replace('\u00a0', ' ')).isEqualTo("06 12000000 or +31 6 12000000");
      assertThat(
              new Phones(new SmsCountriesProperties(Set.of("NL"), null, false))
                  .parse("06 12345678"))
          .isEqualTo(new Mobile("+31612345678"));
      Phones none = new Phones(new SmsCountriesProperties(Set.of("BE"), "", false));
      assertThat(none.parse("0470 12 34 84"))
          .isEqualTo(new NoNumber("+32\u00a0470\u00a000\u00a000\u00a000"));
      assertThat(phones.parse("0470 12").words().replace('\u00a0', ' '))
          .isEqualTo(
              "This is not a mobile number. Enter one like 0470 00 00 00 or +32 470 00 00 00.");
    }

    @Test
    void aCountryThatGetsNoSmsIsNoneToBeSet() {
      assertThatThrownBy(() -> new SmsCountriesProperties(Set.of("NL"), "BE", false))
          .hasMessageContaining("sallyport.sms.country is BE");
      assertThatThrownBy(() -> new Phones(new SmsCountriesProperties(Set.of(), "XX", false)))
          .hasMessageContaining("sallyport.sms.country");
    }

    @Test
    void isShownToItsOwnerInInternationalForm() {
      assertThat(Phones.international("+32470123484")).isEqualTo("+32 470 12 34 84");
    }

    @Test
    void C08_countriesOutsideTheListAreRefused() {
      assertThat(phones.parse("+44 7400 123456")).isEqualTo(new CountryNotServed("GB"));
      assertThat(phones.parse("+1 876 210 1234")).isEqualTo(new CountryNotServed("JM"));
      assertThat(phones.parse("+1 202 555 0123")).isEqualTo(new Mobile("+12025550123"));
    }

    @Test
    void anEmptyListTakesAllCountries() {
      Phones all = new Phones(new SmsCountriesProperties(Set.of(), null, false));
      assertThat(all.parse("+44 7400 123456")).isEqualTo(new Mobile("+447400123456"));
    }

    @ParameterizedTest
    @CsvSource({
      "+32470123484,+32 \u2022\u2022\u2022 \u2022\u2022 \u2022\u2022 84",
      "+4915123456789,+49 \u2022\u2022\u2022\u2022 \u2022\u2022\u2022\u2022\u202289",
      "+491621234567,+49 \u2022\u2022\u2022\u2022 \u2022\u2022\u2022\u2022\u202267"
    })
    void theMaskShowsCountryAndTwoDigitsAndHasOneWidthInACountry(String number, String mask) {
      assertThat(Phones.mask(number)).isEqualTo(mask);
    }
  }

  @Nested
  class Addresses {
    @ParameterizedTest
    @CsvSource({
      "h.brambleway@lindenmoor.example,h.brambleway@lindenmoor.example",
      "' H.Brambleway+scans@Lindenmoor.EXAMPLE ',H.Brambleway+scans@lindenmoor.example",
      "hazel@m\u00fcller.example,hazel@xn--mller-kva.example"
    })
    void anAddressIsStoredWithItsDomainInOneForm(String typed, String stored) {
      assertThat(Emails.parse(typed)).isEqualTo(new Address(stored));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "hazel",
          "@lindenmoor.example",
          "hazel@",
          "hazel@localhost",
          "hazel@@lindenmoor.example",
          "hazel@lindenmoor.example, x@evil.example",
          "hazel@lindenmoor.example x@evil.example",
          "Hazel <hazel@lindenmoor.example>",
          "hazel@[192.0.2.1]",
          "hazel@192.0.2.1",
          "ha..zel@lindenmoor.example",
          ".hazel@lindenmoor.example",
          "h\u00e4zel@lindenmoor.example",
          "hazel@-lindenmoor.example",
          "hazel@lindenmoor.example."
        })
    void whatIsNoAddressIsRefused(String typed) {
      assertThat(Emails.parse(typed)).isEqualTo(new NoAddress());
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "hazel@lindenmoor.example\r\nBcc: x@evil.example",
          "hazel\n@lindenmoor.example",
          "\"hazel\r\nBcc: x\"@lindenmoor.example",
          "\"hazel\"@lindenmoor.example",
          "=?utf-8?q?hazel?=@lindenmoor.example\u0000",
          "hazel@lindenmoor.example\u2028",
          "hazel@lindenmoor.example\r\n"
        })
    void M01_lineBreaksNeverPass(String typed) {
      assertThat(Emails.parse(typed)).isEqualTo(new NoAddress());
    }

    @Test
    void lengthsAreLimited() {
      String domain = "a".repeat(60) + "." + "b".repeat(60) + "." + "c".repeat(60) + ".example";
      assertThat(Emails.parse("x".repeat(64) + "@" + domain.substring(0, 180) + "e"))
          .isInstanceOf(Address.class);
      assertThat(Emails.parse("x".repeat(65) + "@lindenmoor.example")).isEqualTo(new NoAddress());
      assertThat(Emails.parse("x".repeat(64) + "@" + domain + "x".repeat(9)))
          .isEqualTo(new NoAddress());
    }

    @Test
    void theMaskHasOneWidthWhateverTheName() {
      assertThat(Emails.mask("hazelwillowbrambleway@brambleway.example"))
          .isEqualTo("h\u2022\u2022\u2022\u2022\u2022\u2022\u2022\u2022y@brambleway.example");
      assertThat(Emails.mask("h@brambleway.example"))
          .isEqualTo("h\u2022\u2022\u2022\u2022\u2022\u2022\u2022\u2022h@brambleway.example");
    }
  }
}
