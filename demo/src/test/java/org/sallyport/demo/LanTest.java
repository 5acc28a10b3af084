package org.sallyport.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo for phones: HTTPS with its own CA, and a page for trusting it. */
class LanTest {
  private static final Pattern PHONE = Pattern.compile("Phone {3}(http://\\S+)");

  @TempDir Path data;

  @Test
  @Tag("long")
  void aPhoneThatTrustsTheDemosAuthorityReachesThePortalAndNoOtherDoes() throws Exception {
    int port = TestPorts.next();
    DemoProcess demo = DemoProcess.start(data, port, TestPorts.next(), "--lan=127.0.0.1");
    try {
      List<String> said = demo.untilReady();
      String portal = "https://127.0.0.1:" + port;
      assertThat(said).last().isEqualTo("ready: " + portal);
      URI trust = trustPage(String.join("\n", said));
      try (HttpClient stranger = HttpClient.newHttpClient()) {
        assertThat(get(stranger, trust).body()).contains(portal + "/app/");
        assertThat(get(stranger, trust.resolve("/authority.p12")).statusCode()).isEqualTo(404);
        assertThatThrownBy(() -> get(stranger, URI.create(portal + "/login")))
            .isInstanceOf(SSLHandshakeException.class);
      }
      try (HttpClient phone = trusting(trust.resolve("/sallyport-demo.crt"))) {
        HttpResponse<String> page = get(phone, URI.create(portal + "/login"));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Username");
      }
    } finally {
      demo.stop();
    }
  }

  @Test
  void anAddressOfAnotherMachineIsRefusedInOneLine() throws Exception {
    DemoProcess demo =
        DemoProcess.start(data, TestPorts.next(), TestPorts.next(), "--lan=192.0.2.7");
    assertThat(demo.untilReady())
        .containsExactly("sallyport: demo: 192.0.2.7 is no address of this machine");
    assertThat(demo.exitValue()).isEqualTo(2);
  }

  private static URI trustPage(String said) {
    Matcher page = PHONE.matcher(said);
    assertThat(page.find()).as(said).isTrue();
    return URI.create(page.group(1));
  }

  private static HttpResponse<String> get(HttpClient client, URI at) throws Exception {
    return client.send(HttpRequest.newBuilder(at).build(), BodyHandlers.ofString());
  }

  private static HttpClient trusting(URI certificate) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    try (InputStream in = certificate.toURL().openStream()) {
      Certificate authority = CertificateFactory.getInstance("X.509").generateCertificate(in);
      trusted.setCertificateEntry("demo", authority);
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return HttpClient.newBuilder().sslContext(context).build();
  }
}
