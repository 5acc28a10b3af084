package org.sallyport.gate.delivery.sms.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sallyport.gate.delivery.Message;
import org.sallyport.gate.delivery.StoredText;
import org.sallyport.gate.delivery.routes.RouteAnswer;
import org.sallyport.gate.delivery.routes.RouteAnswer.Cause;
import org.sallyport.gate.delivery.routes.TestReceipts;
import org.sallyport.platform.ids.MessageId;
import org.sallyport.testing.FreePorts;

/** SMS centres that hang or send what is no SMPP, byte by byte. */
class LyingCentreTest {
  private static final RouteAnswer NOT_REACHED =
      new RouteAnswer.NotSent(StoredText.of("delivery.sms.not-reached"), Cause.ROUTE);

  private static SmppProperties properties(String host, int port, boolean tls, String password) {
    return new SmppProperties(
        host,
        port,
        tls,
        null,
        "sallyport",
        password,
        "",
        "",
        8,
        Duration.ofSeconds(30),
        Duration.ofMinutes(20),
        false,
        Duration.ofMillis(700));
  }

  private static RouteAnswer send(int port, boolean tls) {
    SmppProperties properties = properties("127.0.0.1", port, tls, "hush");
    try (SmppSender sender =
        new SmppSender(
            "smsc", properties, TestReceipts.into(any -> {}, new SimpleMeterRegistry()))) {
      return sender.send(new MessageId(UUID.randomUUID()), Message.sms("+32470000084", "K7"));
    }
  }

  /** What a centre does after a connection was made. */
  private interface Centre {
    void serve(Socket socket) throws IOException;
  }

  private static RouteAnswer sendTo(boolean tls, Centre centre) throws IOException {
    try (ServerSocket listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.startVirtualThread(
          () -> {
            try (Socket socket = listening.accept()) {
              centre.serve(socket);
              socket.getInputStream().readAllBytes();
            } catch (IOException e) {
              // The test is over.
            }
          });
      return send(listening.getLocalPort(), tls);
    }
  }

  @Test
  void nobodyListens() {
    assertThat(send(FreePorts.next(), false)).isEqualTo(NOT_REACHED);
  }

  @Test
  void I07_aCentreThatNeverAnswersTheBind() throws IOException {
    long begun = System.nanoTime();
    assertThat(sendTo(false, socket -> {})).isEqualTo(NOT_REACHED);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(7));
  }

  @Test
  void aCentreThatAnswersTheBindWithAGigabyte() throws IOException {
    assertThat(
            sendTo(
                false,
                socket -> {
                  DataInputStream in = new DataInputStream(socket.getInputStream());
                  in.readFully(new byte[in.readInt() - 4]);
                  DataOutputStream out = new DataOutputStream(socket.getOutputStream());
                  out.writeInt(1 << 30);
                  out.writeInt(0x80000009);
                  out.writeInt(0);
                  out.writeInt(1);
                  out.flush();
                }))
        .isEqualTo(NOT_REACHED);
  }

  /** It would be bound if so long an answer were read. */
  @Test
  void I07_aCentreThatAnswersTheBindWithMoreThanAnyUnitHas() throws IOException {
    assertThat(
            sendTo(
                false,
                socket -> {
                  DataInputStream in = new DataInputStream(socket.getInputStream());
                  in.readFully(new byte[in.readInt() - 4]);
                  DataOutputStream out = new DataOutputStream(socket.getOutputStream());
                  out.writeInt(16 + 1 + 2 * (4 + 0x7fff));
                  out.writeInt(0x80000009);
                  out.writeInt(0);
                  out.writeInt(1);
                  out.writeByte(0);
                  for (int i = 0; i < 2; i++) {
                    out.writeShort(0x1400);
                    out.writeShort(0x7fff);
                    out.write(new byte[0x7fff]);
                  }
                  out.flush();
                }))
        .isEqualTo(NOT_REACHED);
  }

  @Test
  void aCentreWithoutTlsWhereTlsIsSet() throws IOException {
    assertThat(
            sendTo(
                true,
                socket ->
                    socket.getOutputStream().write("no tls".getBytes(StandardCharsets.US_ASCII))))
        .isEqualTo(NOT_REACHED);
  }

  @ParameterizedTest
  @CsvSource({
    "smsc.example, false, hush, smpp.tls may be off only to this same machine",
    "smsc.example, true, longer-than-eight, smpp.password must have 0 to 8 characters"
  })
  void settingsThatAreRefused(String host, boolean tls, String password, String words) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> properties(host, 3550, tls, password))
        .withMessage("sallyport.sms.routes: " + words);
  }
}
