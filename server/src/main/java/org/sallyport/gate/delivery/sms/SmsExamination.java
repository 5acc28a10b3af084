package org.sallyport.gate.delivery.sms;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.sallyport.gate.delivery.Message;
import org.sallyport.platform.examination.Examination;
import org.sallyport.platform.examination.Examined;
import org.sallyport.platform.examination.Finding;
import org.sallyport.platform.ids.MessageId;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;

/**
 * The SMS gateway: whether it can be reached, under a certificate that is trusted; and, on request,
 * whether it takes a message. Without a message a wrong password is not noticed.
 */
final class SmsExamination implements Examination {
  private static final String SMS = "sms";
  private static final String URL = "sallyport.sms.http.url";
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  @Override
  public String subject() {
    return SMS;
  }

  @Override
  public List<Finding> examine(Examined examined) {
    if (examined.value(URL).isEmpty()) {
      return List.of(withoutGateway(examined));
    }
    return examined
        .bound("sallyport.sms.http", SmsProperties.class)
        .filter(properties -> properties.url() != null)
        .map(
            properties ->
                List.of(examine(examined, properties, Objects.requireNonNull(properties.url()))))
        .orElseGet(() -> List.of(Finding.error(SMS, "not tried: its settings are not understood")));
  }

  private static Finding withoutGateway(Examined examined) {
    return isUsed(examined)
        ? Finding.error(
            SMS,
            URL
                + " is not set, and codes go by SMS; without a gateway set sallyport.otp.channels: email")
        : Finding.sound(SMS, "not used");
  }

  private static boolean isUsed(Examined examined) {
    return Binder.get(examined.settings())
        .bind("sallyport.otp.channels", Bindable.listOf(String.class))
        .orElse(List.of("email", "sms"))
        .stream()
        .anyMatch(channel -> channel.strip().equalsIgnoreCase(SMS));
  }

  private static Finding examine(Examined examined, SmsProperties properties, URI url) {
    try {
      connect(url, Math.toIntExact(properties.timeout().toMillis()));
      return examined.smsTo() == null
          ? Finding.sound(SMS, url.getHost() + " can be reached; --sms-to NUMBER sends an SMS")
          : send(properties, url, examined.smsTo());
    } catch (UnknownHostException e) {
      return Finding.error(SMS, URL + ": no host of the name " + url.getHost() + " is found");
    } catch (IOException e) {
      return Finding.error(SMS, url.getHost() + ": " + e.getMessage());
    }
  }

  private static void connect(URI url, int timeoutMillis) throws IOException {
    boolean encrypted = "https".equalsIgnoreCase(url.getScheme());
    int port = url.getPort() >= 0 ? url.getPort() : encrypted ? HTTPS : HTTP;
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getByName(url.getHost()), port), timeoutMillis);
      if (encrypted) {
        socket.setSoTimeout(timeoutMillis);
        handshake(socket, url.getHost(), port);
      }
    }
  }

  private static void handshake(Socket socket, String host, int port) throws IOException {
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    try (SSLSocket encrypted = (SSLSocket) factory.createSocket(socket, host, port, true)) {
      SSLParameters parameters = encrypted.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      encrypted.setSSLParameters(parameters);
      encrypted.startHandshake();
    }
  }

  private static Finding send(SmsProperties properties, URI url, String number) throws IOException {
    try (SmsGateway gateway = new SmsGateway(properties)) {
      Message trial = Message.sms(number, "Sent by: sallyport doctor --sms-to");
      SmsGateway.Reply reply = gateway.post(url, new MessageId(UUID.randomUUID()), trial);
      return ofReply(reply, url.getHost());
    } catch (IllegalArgumentException e) {
      return Finding.error(SMS, "--sms-to: not a number like +32470123456");
    }
  }

  private static Finding ofReply(SmsGateway.Reply reply, String host) {
    if (reply.status() / 100 != 2) {
      return Finding.error(SMS, host + " answers " + reply.status());
    }
    return reply.accepted()
        ? Finding.sound(SMS, host + " took an SMS: see whether it arrives")
        : Finding.error(
            SMS, "the answer does not match sallyport.sms.http.success-pattern: not accepted");
  }
}
