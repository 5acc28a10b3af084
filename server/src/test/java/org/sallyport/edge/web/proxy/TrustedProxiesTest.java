package org.sallyport.edge.web.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;

/** ASVS 15.3.4: the client's address comes from a configured proxy only. */
class TrustedProxiesTest {

  @Test
  void nobodysForwardedHeadersCountUnlessAProxyIsNamed() throws Exception {
    assertThat(seen(Set.of(), "198.51.100.7")).isEqualTo("127.0.0.1 http");
  }

  @Test
  void forwardedHeadersOfAnotherMachineThanTheProxyDoNotCount() throws Exception {
    assertThat(seen(Set.of("192.0.2.10"), "198.51.100.7")).isEqualTo("127.0.0.1 http");
  }

  @Test
  void thoseOfTheProxyCount() throws Exception {
    assertThat(seen(Set.of("127.0.0.1"), "198.51.100.7")).isEqualTo("198.51.100.7 https");
  }

  @Test
  void ofSeveralAddressesTheOneTheProxySawItselfCounts() throws Exception {
    assertThat(seen(Set.of("127.0.0.1"), "203.0.113.66, 198.51.100.7"))
        .isEqualTo("198.51.100.7 https");
  }

  /** Doctor claims this address, and a proxy that replaces the header never passes it on. */
  @Test
  void doctorIsToldThatItsClaimCameThroughTheProxy() throws Exception {
    assertThat(response(Set.of("127.0.0.1"), "192.0.2.1, 198.51.100.7").headers().map())
        .containsKey("sallyport-forwarded-for");
    assertThat(response(Set.of("127.0.0.1"), "192.0.2.1, 127.0.0.1").headers().map())
        .containsKey("sallyport-forwarded-for");
    assertThat(response(Set.of("127.0.0.1"), "198.51.100.7").headers().map())
        .doesNotContainKey("sallyport-forwarded-for");
  }

  @Test
  void thoseOfAllProxiesOfANetworkCount() throws Exception {
    assertThat(seen(Set.of("127.0.0.0/28"), "203.0.113.66, 198.51.100.7"))
        .isEqualTo("198.51.100.7 https");
    assertThat(seen(Set.of("127.0.0.0/28", "198.51.100.0/29"), "203.0.113.66, 198.51.100.7"))
        .isEqualTo("203.0.113.66 https");
    assertThat(seen(Set.of("127.0.0.64/28"), "198.51.100.7")).isEqualTo("127.0.0.1 http");
  }

  @Test
  void anAddressIsAnAddressHoweverItIsWritten() {
    assertThat(new ProxyProperties(Set.of("::1")).proxies())
        .allMatch(it -> it.has("0:0:0:0:0:0:0:1"))
        .noneMatch(it -> it.has("0:0:0:0:0:0:0:2"));
  }

  /** Of every address would be of nobody's. */
  @Test
  void notEveryAddressIsAProxys() {
    assertThatThrownBy(() -> new ProxyProperties(Set.of("0.0.0.0/0")))
        .hasMessageContaining("is no IP address or network");
  }

  /** The client address and scheme that a handler sees for a request from this machine. */
  private static String seen(Set<String> trusted, String forwardedFor) throws Exception {
    return response(trusted, forwardedFor).body();
  }

  private static HttpResponse<String> response(Set<String> trusted, String forwardedFor)
      throws Exception {
    TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(0);
    new TrustedProxies(new ProxyProperties(trusted)).customize(factory);
    WebServer server =
        factory.getWebServer(context -> context.addServlet("where", new Where()).addMapping("/"));
    server.start();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.getPort() + "/"))
              .header("X-Forwarded-For", forwardedFor)
              .header("X-Forwarded-Proto", "https")
              .build();
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } finally {
      server.stop();
    }
  }

  private static final class Where extends HttpServlet {
    @Serial private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.getWriter().print(request.getRemoteAddr() + " " + request.getScheme());
    }
  }
}
