package org.sallyport.secondfactor.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PushHostsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254",
        "100.64.0.1", "192.0.0.1", "198.18.0.1", "203.0.113.9", "224.0.0.1", "240.0.0.1",
        "255.255.255.255", "::1", "::", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "fe80::1",
        "fc00::1", "fd12::1", "ff02::1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1",
        "2001::1"
      })
  void nothingBehindOurWallsIsAsked(String literal) throws IOException {
    assertThat(PushHosts.isPublic(InetAddress.ofLiteral(literal))).isFalse();
    String host = literal.contains(":") ? "[" + literal + "]" : literal;
    assertThatThrownBy(() -> PushHosts.address(URI.create("https://" + host + "/x"), false))
        .isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"142.250.1.1", "9.9.9.9", "100.128.0.1", "2a00:1450:4001::1"})
  void theInternetIs(String literal) {
    assertThat(PushHosts.isPublic(InetAddress.ofLiteral(literal))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://push.example/x",
        "ftp://push.example/x",
        "https:///x",
        "https://user@push.example/x",
        "https://push.example/x#y",
        "https://push.example/x\r\nHost: y",
        "https://push.example/é",
        "file:/etc/passwd",
        "x"
      })
  void anEndpointIsHttpsAndNothingElse(String endpoint) {
    assertThat(PushHosts.isEndpoint(endpoint, false)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://10.0.0.1/x", "https://192.168.0.1/x"})
  void theSettingOpensLoopbackAlone(String endpoint) {
    assertThatThrownBy(() -> PushHosts.address(URI.create(endpoint), true))
        .isInstanceOf(IOException.class);
  }
}
