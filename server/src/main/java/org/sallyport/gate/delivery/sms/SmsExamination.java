package org.sallyport.gate.delivery.sms;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.sallyport.gate.delivery.Channel;
import org.sallyport.gate.delivery.Message;
import org.sallyport.gate.delivery.sms.http.GatewaySettings;
import org.sallyport.gate.delivery.sms.http.HttpGateway;
import org.sallyport.platform.examination.Examination;
import org.sallyport.platform.examination.Examined;
import org.sallyport.platform.examination.Finding;
import org.sallyport.platform.ids.MessageId;
import org.sallyport.platform.messages.Language;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;

/**
 * The routes of SMS and of calls: whether each gateway can be reached, under a certificate that is
 * trusted; and, on request, whether it takes a message. Without a message a wrong password is not
 * noticed.
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

  /**
   * A gateway.
   *
   * @param lead the name of its route before what is found; empty for the route default
   */
  private record Gateway(
      String lead, Channel channel, SmsDestinations destinations, GatewaySettings settings) {
    private String host() {
      return lead + settings.url().getHost();
    }

    private boolean isFor(String number) {
      return destinations.closeness(number) >= 0;
    }
  }

  @Override
  public List<Finding> examine(Examined examined) {
    return examined
        .bound("sallyport.sms.http", SmsProperties.class)
        .flatMap(
            one ->
                examined
                    .bound("sallyport.sms", SmsRoutesProperties.class)
                    .map(named -> examine(examined, one, named)))
        .orElseGet(() -> List.of(Finding.error(SMS, "not tried: its settings are not understood")));
  }

  private static List<Finding> examine(
      Examined examined, SmsProperties one, SmsRoutesProperties named) {
    List<Gateway> gateways = gateways(one, named, examined.clock());
    List<Finding> findings = new ArrayList<>(centres(named));
    if (findings.isEmpty()
        && gateways.stream().noneMatch(gateway -> gateway.channel() == Channel.SMS)) {
      findings.add(withoutGateway(examined));
    }
    gateways.forEach(gateway -> findings.add(examine(examined, gateway)));
    return findings;
  }

  /** SMS centres are not tried: most allow one session, which is the server's. */
  private static List<Finding> centres(SmsRoutesProperties named) {
    return new TreeMap<>(named.routes())
        .entrySet().stream()
            .filter(route -> route.getValue().smpp() != null)
            .map(
                route ->
                    Finding.sound(
                        SMS,
                        "route "
                            + route.getKey()
                            + ": an SMS centre is not tried; Administration > Messages says"
                            + " whether it works"))
            .toList();
  }

  private static List<Gateway> gateways(SmsProperties one, SmsRoutesProperties named, Clock clock) {
    List<Gateway> gateways = new ArrayList<>();
    one.gateway()
        .ifPresent(
            it -> gateways.add(new Gateway("", Channel.SMS, new SmsDestinations(List.of()), it)));
    new TreeMap<>(named.routes())
        .forEach(
            (name, route) -> {
              HttpRouteProperties http = route.http();
              if (http != null) {
                SmsDestinations destinations = new SmsDestinations(route.countries());
                gateways.add(
                    new Gateway(
                        "route " + name + ": ",
                        route.kind().channel(),
                        destinations,
                        http.gateway(clock)));
              }
            });
    return gateways;
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

  private static Finding examine(Examined examined, Gateway gateway) {
    URI url = gateway.settings().url();
    String number = examined.smsTo();
    try {
      connect(url, Math.toIntExact(gateway.settings().timeout().toMillis()));
      return number == null || !gateway.isFor(number)
          ? Finding.sound(
              SMS,
              gateway.host()
                  + (gateway.channel() == Channel.VOICE
                      ? " can be reached; --sms-to NUMBER places a call"
                      : " can be reached; --sms-to NUMBER sends an SMS"))
          : send(gateway, number);
    } catch (UnknownHostException e) {
      String setting = gateway.lead().isEmpty() ? URL : gateway.lead().strip();
      return Finding.error(SMS, setting + ": no host of the name " + url.getHost() + " is found");
    } catch (IOException e) {
      return Finding.error(SMS, gateway.host() + ": " + e.getMessage());
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

  private static Finding send(Gateway gateway, String number) throws IOException {
    try (HttpGateway sender = new HttpGateway(gateway.settings())) {
      Message trial =
          gateway.channel() == Channel.VOICE
              ? Language.ENGLISH.compose(
                  () -> Message.call(number, "This is a test call of sallyport doctor."))
              : Message.sms(number, "Sent by: sallyport doctor --sms-to");
      return ofReply(sender.send(new MessageId(UUID.randomUUID()), trial, ""), gateway);
    } catch (IllegalArgumentException e) {
      return Finding.error(SMS, "--sms-to: not a number like +32470123456");
    }
  }

  private static Finding ofReply(HttpGateway.Reply reply, Gateway gateway) {
    String host = gateway.host();
    if (reply.status() / 100 != 2) {
      return Finding.error(SMS, host + " answers " + reply.status());
    }
    return reply.accepted() && !reply.refused()
        ? Finding.sound(
            SMS,
            host
                + (gateway.channel() == Channel.VOICE
                    ? " took a call: see whether the phone rings"
                    : " took an SMS: see whether it arrives"))
        : Finding.error(SMS, host + ": the answer does not match success-pattern: not accepted");
  }
}
