package org.sallyport.gate.secondfactor.push.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.gate.secondfactor.push.PushProperties;
import org.sallyport.platform.http.AddressRule;

class PushServicesTest {
  private static final List<String> KNOWN =
      List.of(
          "fcm.googleapis.com",
          "updates.push.services.mozilla.com",
          "*.push.apple.com",
          "*.notify.windows.com");

  private static PushProperties properties(List<String> services, boolean loopback) {
    return new PushProperties(
        true,
        true,
        Duration.ofMinutes(10),
        Duration.ofSeconds(90),
        3,
        services,
        Duration.ofSeconds(1),
        loopback,
        2);
  }

  private static PushServices services(String... named) {
    return new PushServices(properties(List.of(named), false));
  }

  private static String refusal(PushServices services, String endpoint) {
    return services.refusal(endpoint).map(Enum::name).orElse("");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://fcm.googleapis.com/fcm/send/abc:def",
        "https://FCM.googleapis.com:443/wp/abc",
        "https://updates.push.services.mozilla.com/wpush/v2/abc",
        "https://web.push.apple.com/abc",
        "https://wns2-by3p.notify.windows.com/w/?token=abc"
      })
  void knownServicesAreAccepted(String endpoint) {
    assertThat(refusal(new PushServices(properties(KNOWN, false)), endpoint)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "https://push.example/x, UNKNOWN",
    "https://push.apple.com/x, UNKNOWN",
    "https://evilpush.apple.com/x, UNKNOWN",
    "https://web.push.apple.com.evil.example/x, UNKNOWN",
    "https://fcm.googleapis.com./x, UNKNOWN",
    "https://localhost/x, UNKNOWN",
    "https://fcm.googleapis.com:8443/x, PORT",
    "https://fcm.googleapis.com:80/x, PORT",
    "https://142.250.1.1/x, LITERAL",
    "https://10.0.0.1/x, LITERAL",
    "https://127.0.0.1/x, LITERAL",
    "https://[::1]/x, LITERAL",
    "https://[2a00:1450:4001::1]/x, LITERAL",
    "http://fcm.googleapis.com/x, MALFORMED",
    "ftp://fcm.googleapis.com/x, MALFORMED",
    "https:///x, MALFORMED",
    "https://user@fcm.googleapis.com/x, MALFORMED",
    "https://fcm.googleapis.com/x#y, MALFORMED",
    "https://fcm.googleapis.com/é, MALFORMED",
    "file:/etc/passwd, MALFORMED",
    "x, MALFORMED"
  })
  void otherEndpointsAreRefused(String endpoint, String why) {
    assertThat(refusal(new PushServices(properties(KNOWN, false)), endpoint)).isEqualTo(why);
  }

  @Test
  void lineBreaksAreRefused() {
    assertThat(refusal(services("*"), "https://push.example/x\r\nHost: y")).isEqualTo("MALFORMED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://2130706433/x", "https://0x7f000001/x", "https://127.1/x"})
  void anAddressIsOneHoweverItIsWritten(String endpoint) {
    assertThat(refusal(services("*"), endpoint)).isIn("LITERAL", "MALFORMED");
  }

  @Test
  void aHostThatResolvesToANonPublicAddressIsRefusedAtRegistration() {
    assertThat(services("*").refusalNow("https://localhost/x"))
        .contains(PushServices.Refusal.NOT_PUBLIC);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254",
        "100.64.0.1", "192.0.0.1", "198.18.0.1", "203.0.113.9", "224.0.0.1", "240.0.0.1",
        "255.255.255.255", "::1", "::", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "fe80::1",
        "fc00::1", "fd12::1", "ff02::1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1",
        "2001::1"
      })
  void nonPublicAddressesAreNeverContacted(String literal) throws IOException {
    assertThat(AddressRule.PUBLIC.allows(InetAddress.ofLiteral(literal))).isFalse();
    assertThatThrownBy(() -> services("*").addresses().resolve(literal))
        .isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"142.250.1.1", "9.9.9.9", "100.128.0.1", "2a00:1450:4001::1"})
  void publicAddressesAreAllowed(String literal) {
    assertThat(AddressRule.PUBLIC.allows(InetAddress.ofLiteral(literal))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://10.0.0.1/x", "https://192.168.0.1/x", "http://localhost/x"})
  void theLoopbackSettingAllowsNoOtherAddress(String endpoint) {
    assertThat(new PushServices(properties(List.of("*"), true)).refusal(endpoint)).isPresent();
  }

  /** The name may resolve to another address than when it was registered. */
  @Test
  void theGatewayChecksTheAddressAgain() throws IOException {
    PushProperties any = properties(List.of("*"), false);
    PushGateway gateway = new PushGateway(new PushServices(any), any);
    URI endpoint = URI.create("https://localhost/x");
    assertThatThrownBy(() -> gateway.post(endpoint, Map.of(), new byte[0]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("on an address that may not be asked");
    gateway.destroy();
  }
}
