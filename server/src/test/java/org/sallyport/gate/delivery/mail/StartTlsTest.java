package org.sallyport.gate.delivery.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.gate.delivery.Channel;
import org.sallyport.gate.delivery.Message;
import org.sallyport.gate.delivery.SendResult;
import org.sallyport.platform.ids.MessageId;
import org.sallyport.testing.SallyportTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.subethamail.smtp.server.SMTPServer;
import org.subethamail.smtp.server.Session;

/** STARTTLS with a mail server whose certificate is valid or invalid. */
@SallyportTest
class StartTlsTest {
  private static final char[] WORD = "lantern".toCharArray();

  private static KeyStore here;
  private static KeyStore elsewhere;

  @Autowired MailWriter writer;

  private final List<String> arrived = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void makeKeys(@TempDir Path folder) throws Exception {
    here = certificateFor("ip:127.0.0.1", folder.resolve("here.p12"));
    elsewhere = certificateFor("dns:mail.elsewhere.example", folder.resolve("elsewhere.p12"));
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
            .startTlsSocketFactory(serving(server))
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

  private MailChannelSender channelSender(int port, KeyStore trusted)
      throws GeneralSecurityException {
    JavaMailSenderImpl sender = new JavaMailSenderImpl();
    sender.setHost("127.0.0.1");
    sender.setPort(port);
    sender
        .getJavaMailProperties()
        .put("mail.smtp.ssl.socketFactory", trusting(trusted).getSocketFactory());
    StaticListableBeanFactory beans = new StaticListableBeanFactory();
    beans.addBean("sender", sender);
    return new MailChannelSender(
        beans.getBeanProvider(JavaMailSenderImpl.class),
        new MailProperties(null, Tls.REQUIRED, null),
        writer);
  }

  private static SSLContext serving(KeyStore keys) throws GeneralSecurityException {
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(keys, WORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private static SSLContext trusting(KeyStore keys) throws GeneralSecurityException {
    KeyStore authorities = KeyStore.getInstance("PKCS12");
    try {
      authorities.load(null, null);
    } catch (IOException e) {
      throw new GeneralSecurityException(e);
    }
    authorities.setCertificateEntry("server", keys.getCertificate("server"));
    TrustManagerFactory managers = TrustManagerFactory.getInstance("PKIX");
    managers.init(authorities);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }

  /** A key with a self-signed certificate. */
  private static KeyStore certificateFor(String name, Path file) throws Exception {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=mail",
                "-ext",
                "san=" + name,
                "-validity",
                "30",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(WORD))
            .redirectErrorStream(true)
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, WORD);
    }
    return keys;
  }
}
