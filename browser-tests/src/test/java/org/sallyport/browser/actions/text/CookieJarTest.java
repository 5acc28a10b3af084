package org.sallyport.browser.actions.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import jakarta.servlet.http.Cookie;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.testing.TurnableClock;

/** Cookies as RFC 6265 has them. */
class CookieJarTest {
  private static final URI HOME = URI.create("http://localhost:8080/");

  private final TurnableClock clock = new TurnableClock();
  private final CookieJar jar = new CookieJar(clock);

  private void take(String cookie) {
    jar.take(cookie, HOME);
  }

  private String sent(String path) {
    return jar.sentTo(HOME.resolve(path));
  }

  @Test
  void endAtTheirTime() {
    take("a=1; Max-Age=10; Expires=Thu, 01 Jan 1970 00:00:00 GMT");
    take("b=2; Expires=Tue, 24 Nov 2026 09:00:20 GMT");
    take("c=3");
    assertThat(sent("/")).isEqualTo("a=1; b=2; c=3");
    clock.turn(Duration.ofSeconds(10));
    assertThat(sent("/")).isEqualTo("b=2; c=3");
    clock.turn(Duration.ofSeconds(10));
    assertThat(sent("/")).isEqualTo("c=3");
  }

  @Test
  void areCopiedForAnotherBrowser() {
    take("a=1; Path=/x; Secure; HttpOnly; Max-Age=10");
    take("b=2; Max-Age=5");
    take("c=3");
    clock.turn(Duration.ofSeconds(5));
    assertThat(jar.all())
        .extracting(
            Cookie::getName,
            Cookie::getValue,
            Cookie::getPath,
            Cookie::getSecure,
            Cookie::isHttpOnly,
            Cookie::getMaxAge)
        .containsExactly(
            tuple("a", "1", "/x", true, true, 5), tuple("c", "3", "/", false, false, -1));
  }

  @Test
  void areReplacedAndRemoved() {
    take("a=1; Path=/");
    take("b=2");
    take("a=3; Path=/");
    assertThat(sent("/")).isEqualTo("a=3; b=2");
    take("a=; Max-Age=0; Path=/");
    assertThat(sent("/")).isEqualTo("b=2");
  }

  @Test
  void areSentBelowTheirPathLongerPathsFirst() {
    take("a=1; Path=/");
    take("b=2; Path=/app");
    jar.take("c=3", URI.create("http://localhost:8080/app/page"));
    assertThat(sent("/app/page")).isEqualTo("b=2; c=3; a=1");
    assertThat(sent("/app")).isEqualTo("b=2; c=3; a=1");
    assertThat(sent("/application")).isEqualTo("a=1");
  }

  @Test
  void areSecureOnThisMachineOrWithTls() {
    take("a=1; Secure");
    assertThat(sent("/")).isEqualTo("a=1");
    assertThat(jar.sentTo(URI.create("http://portal.example/"))).isEmpty();
    jar.take("b=2; Secure; Path=/", URI.create("http://portal.example/"));
    assertThat(jar.refused()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "__Host-a=1; Path=/",
        "__Host-a=1; Secure; Path=/app",
        "__Host-a=1; Secure; Path=/; Domain=localhost",
        "__Secure-a=1",
        "a=1; Domain=other.example",
        "a=1; Max-Age=soon",
        "=1",
      })
  void areRefused(String cookie) {
    take(cookie);
    assertThat(sent("/")).isEmpty();
    assertThat(jar.refused()).hasSize(1);
  }

  @Test
  void withTheNameOfAHostAreTaken() {
    take("__Host-a=1; Secure; HttpOnly; SameSite=Lax; Path=/");
    assertThat(sent("/app")).isEqualTo("__Host-a=1");
    assertThat(jar.refused()).isEmpty();
  }
}
