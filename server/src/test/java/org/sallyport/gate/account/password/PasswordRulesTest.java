package org.sallyport.gate.account.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.gate.account.password.NewPassword.Common;
import org.sallyport.gate.account.password.NewPassword.Fine;
import org.sallyport.gate.account.password.NewPassword.FromContext;
import org.sallyport.gate.account.password.NewPassword.TooLong;
import org.sallyport.gate.account.password.NewPassword.TooShort;
import org.sallyport.testing.SallyportTest;
import org.springframework.beans.factory.annotation.Autowired;

@SallyportTest
class PasswordRulesTest {
  @Autowired PasswordRules rules;

  private NewPassword check(String password) {
    return rules.check(
        password,
        "h.brambleway",
        "Dr. Hazel Brambleway",
        "hazel.b@lindenmoor.example",
        List.of("19406223"));
  }

  @Nested
  class Rule37_Length {
    @Test
    void elevenCodePointsAreTooFewAndTwelveAreEnough() {
      assertThat(check("ytkwn vbqxp")).isEqualTo(new TooShort(12));
      assertThat(check("ytkwn vbqxpz")).isEqualTo(new Fine());
      assertThat(check("")).isEqualTo(new TooShort(12));
    }

    @Test
    void aCodePointBeyondTheBasicPlaneCountsOnce() {
      assertThat(check("\ud83d\ude80ytkwnvbqxp")).isEqualTo(new TooShort(12));
      assertThat(check("\ud83d\ude80ytkwnvbqxpz")).isEqualTo(new Fine());
    }

    @Test
    void aLetterWithItsAccentApartCountsOnce() {
      assertThat(check("ytkwnvbqxpe\u0301")).isEqualTo(new TooShort(12));
      assertThat(check("ytkwnvbqxpze\u0301")).isEqualTo(new Fine());
    }

    @Test
    void twoHundredAndFiftySixAreTheMost() {
      String longest = "lantern meadow ".repeat(18).substring(0, 240) + "sixteen more now";
      assertThat(check(longest)).isEqualTo(new Fine());
      assertThat(check(longest + "x")).isEqualTo(new TooLong(256));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "meadowlanternforty",
        "all lower case words",
        "8391 0274 6650 1183",
        "ZUTRWQPLMNBYXC",
        "\u5bc6\u7801\u5f88\u957f\u4f60\u731c\u4e0d\u5230\u5427\u662f\u4e0d\u662f\u5462",
        "brambleway keeps seven lanterns"
      })
  void thereIsNoRuleOfComposition(String password) {
    assertThat(check(password)).isEqualTo(new Fine());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "passwordpassword",
        "Password2026!",
        "P@ssw0rd12345",
        "qwertyuiop123",
        "1qaz2wsx3edc",
        "123456789012",
        "aaaaaaaaaaaa",
        "abcabcabcabc",
        "radiology2026",
        "CorrectHorseBatteryStaple",
        "iloveyou iloveyou",
        "Sommer2026!!!",
        "2026Krankenhaus",
        "qwertzuiop12",
        "letmeinletmein"
      })
  void commonOnesAreRefused(String password) {
    assertThat(check(password)).isEqualTo(new Common());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "brambleway1234",
        "Brambleway2026!",
        "hazelbrambleway",
        "h.brambleway2026",
        "BRAMBLEWAY20262026",
        "br4mbl3w4y2026",
        "hazel.b19406223",
        "19406223-2026",
        "sallyport2026!",
        "Sallyport!Sallyport!",
        "brambleway sallyport",
        "2026 hazel 2026"
      })
  void thoseMadeOfWhatOthersKnowAreRefused(String password) {
    assertThat(check(password)).isInstanceOf(FromContext.class);
  }

  @Test
  void aRefusalSaysWhatToDo() {
    assertThat(check("short").words())
        .isEqualTo("Use at least 12 characters. A few words in a row are easy to remember.");
    assertThat(check("brambleway1234").words()).contains("\u201cbrambleway\u201d");
  }
}
