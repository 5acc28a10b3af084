package org.sallyport.gate.delivery.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sallyport.gate.delivery.Channel;
import org.sallyport.gate.delivery.ChannelSender;
import org.sallyport.gate.delivery.Message;
import org.sallyport.gate.delivery.SendResult;
import org.sallyport.platform.ids.MessageId;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.ServerKeys;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.subethamail.smtp.server.SMTPServer;
import org.subethamail.smtp.server.Session;

/** STARTTLS with a mail server whose certificate is valid or invalid. */
@SallyportTest
class StartTlsTest {
  private static KeyStore here;
  private static KeyStore elsewhere;

  @Autowired MailWriter writer;

  private final List<String> arrived = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void makeKeys() throws Exception {
    here = ServerKeys.of("ip:127.0.0.1");
    elsewhere = ServerKeys.of("dns:mail.elsewhere.example");
  }

  @Test
  void aServerWhoseCertificateIsTrustedGetsTheMail() throws Exception {
    assertThat(send(here, here)).isEqualTo(new SendResult.Taken());
    assertThat(arrived).containsExactly("tls");
  }

  @Test
  void aServerWhoseCertificateNobodyVouchesForGetsNothing() throws Exception {
    assertThat(send(here, elsewhere)).isInstanceOf(SendResult.Overloaded.class);
    assertThat(arrived).isEmpty();
  }

  @Test
  void aServerWithTheCertificateOfAnotherHostGetsNothing() throws Exception {
    assertThat(send(elsewhere, elsewhere)).isInstanceOf(SendResult.Overloaded.class);
    assertThat(arrived).isEmpty();
  }

  private SendResult send(KeyStore server, KeyStore trusted) throws Exception {
    SMTPServer receiver =
        SMTPServer.port(0)
            .bindAddress(InetAddress.getLoopbackAddress())
            .enableTLS()
            .startTlsSocketFactory(ServerKeys.serving(server))
            .messageHandler(
                (context, from, to, data) ->
                    arrived.add(((Session) context).isTLSStarted() ? "tls" : "plain"))
            .build();
    receiver.start();
    try {
      return channelSender(receiver.getPortAllocated(), trusted)
          .send(
              new MessageId(UUID.randomUUID()),
              new Message(Channel.EMAIL, "anna@x.example", "Hello", "Text"));
    } finally {
      receiver.stop();
    }
  }

  private ChannelSender channelSender(int port, KeyStore trusted)
      throws GeneralSecurityException, IOException {
    JavaMailSenderImpl sender = new JavaMailSenderImpl();
    sender.setHost("127.0.0.1");
    sender.setPort(port);
    sender
        .getJavaMailProperties()
        .put("mail.smtp.ssl.socketFactory", ServerKeys.trusting(trusted).getSocketFactory());
    return TestMail.through(sender, Tls.REQUIRED, writer);
  }
}
