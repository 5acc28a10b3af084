package org.sallyport.gate.delivery.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailDomainsTest {
  private static final MailDomains DOMAINS =
      new MailDomains(List.of("hospital.example", "Ward.Hospital.Example", "m\u00fcnchen.example"));

  @ParameterizedTest
  @CsvSource({
    "anna@hospital.example, 2",
    "anna@HOSPITAL.example, 2",
    "anna@icu.hospital.example, 2",
    "anna@ward.hospital.example, 3",
    "anna@a.ward.hospital.example, 3",
    "anna@m\u00fcnchen.example, 2",
    "anna@xn--mnchen-3ya.example, 2",
    "anna@nothospital.example, -1",
    "anna@hospital.example.elsewhere.example, -1",
    "hospital.example@elsewhere.example, -1"
  })
  void nameAnAddressByItsDomain(String address, int closeness) {
    assertThat(DOMAINS.closeness(address)).isEqualTo(closeness);
  }

  @Test
  void takeEverybodyIfThereAreNone() {
    assertThat(new MailDomains(List.of()).closeness("anna@elsewhere.example")).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "@hospital.example", "a..example", ".example", "*.example", "a b"})
  void areDomains(String domain) {
    List<String> domains = List.of(domain);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MailDomains(domains))
        .withMessageStartingWith("sallyport.mail.routes: domains: ");
  }
}
