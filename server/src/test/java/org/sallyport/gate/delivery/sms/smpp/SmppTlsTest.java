package org.sallyport.gate.delivery.sms.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.gate.delivery.Message;
import org.sallyport.gate.delivery.StoredText;
import org.sallyport.gate.delivery.routes.RouteAnswer;
import org.sallyport.gate.delivery.routes.RouteAnswer.Cause;
import org.sallyport.gate.delivery.routes.TestReceipts;
import org.sallyport.platform.ids.MessageId;
import org.sallyport.testing.directory.Certificates;

/** An SMS centre behind TLS: neither a code nor the password is given to anybody else. */
@EnabledIf("org.sallyport.gate.delivery.sms.smpp.TestCentre#isPossible")
class SmppTlsTest {
  private static final RouteAnswer NOT_REACHED =
      new RouteAnswer.NotSent(StoredText.of("delivery.sms.not-reached"), Cause.ROUTE);

  @TempDir static Path folder;

  private static Path here;
  private static Path elsewhere;

  @BeforeAll
  static void makeCertificates() throws Exception {
    here = folder.resolve("here");
    elsewhere = folder.resolve("elsewhere");
    Certificates.make(here, "127.0.0.1");
    Certificates.make(elsewhere, "127.0.0.99");
  }

  @Test
  void aCentreWithATrustedCertificateGetsTheMessage() throws Exception {
    try (TestCentre centre = centre(here)) {
      assertThat(send(centre.encrypted(here.resolve("ca.pem"))))
          .isInstanceOf(RouteAnswer.Accepted.class);
      assertThat(centre.next().path("text").asString()).isEqualTo("K7");
    }
  }

  @Test
  void aCentreWhoseCertificateNobodyVouchesForGetsNothing() throws Exception {
    try (TestCentre centre = centre(here)) {
      assertThat(send(centre.encrypted(elsewhere.resolve("ca.pem")))).isEqualTo(NOT_REACHED);
      assertThat(centre.left()).isEmpty();
    }
  }

  @Test
  void aCentreWithTheCertificateOfAnotherHostGetsNothing() throws Exception {
    try (TestCentre centre = centre(elsewhere)) {
      assertThat(send(centre.encrypted(elsewhere.resolve("ca.pem")))).isEqualTo(NOT_REACHED);
      assertThat(centre.left()).isEmpty();
    }
  }

  @Test
  void aCentreWithoutTlsGetsNothing() throws Exception {
    try (TestCentre centre = new TestCentre()) {
      assertThat(send(centre.encrypted(here.resolve("ca.pem")))).isEqualTo(NOT_REACHED);
      assertThat(centre.left()).isEmpty();
    }
  }

  private static TestCentre centre(Path certificate) throws Exception {
    return new TestCentre(certificate.resolve("key.pem"), certificate.resolve("cert.pem"));
  }

  private static RouteAnswer send(SmppProperties properties) {
    try (SmppSender sender =
        new SmppSender(
            "smsc", properties, TestReceipts.into(receipt -> {}, new SimpleMeterRegistry()))) {
      return sender.send(new MessageId(UUID.randomUUID()), Message.sms("+32470000010", "K7"));
    }
  }
}
