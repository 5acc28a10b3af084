package org.sallyport.platform.monitoring;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Reads the certificates that a server shows. They are accepted from any issuer, so that an expired
 * one can be read, too; nothing is sent or read over the connection afterwards.
 */
final class ShownCertificates {
  private static final int TIMEOUT_MILLIS = 5_000;

  /** The longest answer before TLS begins. */
  private static final int MAX_LINE = 4_096;

  /** A first byte of a length from here on says how many bytes the length has. */
  private static final int LONG_FORM = 0x80;

  private static final Map<String, Integer> PORTS =
      Map.of("https", 443, "ldaps", 636, "ldap", 389, "smtps", 465, "smtp", 25, "tls", 443);

  /** The extended request 1.3.6.1.4.1.1466.20037 (RFC 4511, 4.14), as message 1. */
  private static final byte[] LDAP_START_TLS =
      HexFormat.of().parseHex("301d02010177188016312e332e362e312e342e312e313436362e3230303337");

  private ShownCertificates() {}

  /** Whether a server of this address shows a certificate. */
  static boolean isAt(URI server) {
    return server.getHost() != null && PORTS.containsKey(scheme(server));
  }

  /** The chain, the certificate of the server first. */
  static List<X509Certificate> of(URI server) throws IOException, GeneralSecurityException {
    String host = server.getHost().replaceAll("^\\[|]$", "");
    int port =
        server.getPort() < 0 ? Objects.requireNonNull(PORTS.get(scheme(server))) : server.getPort();
    try (Socket tcp = new Socket()) {
      tcp.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
      tcp.setSoTimeout(TIMEOUT_MILLIS);
      startTls(scheme(server), tcp);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Anybody()}, null);
      try (SSLSocket secured =
          (SSLSocket) context.getSocketFactory().createSocket(tcp, host, port, true)) {
        secured.startHandshake();
        Certificate[] chain = secured.getSession().getPeerCertificates();
        return Arrays.stream(chain).map(X509Certificate.class::cast).toList();
      }
    }
  }

  private static String scheme(URI server) {
    return String.valueOf(server.getScheme()).toLowerCase(Locale.ROOT);
  }

  private static void startTls(String scheme, Socket tcp) throws IOException {
    InputStream in = tcp.getInputStream();
    if (scheme.equals("ldap")) {
      tcp.getOutputStream().write(LDAP_START_TLS);
      in.read();
      in.readNBytes(length(in));
    } else if (scheme.equals("smtp")) {
      reply(in);
      say("EHLO [127.0.0.1]", tcp, in);
      say("STARTTLS", tcp, in);
    }
  }

  /**
   * A length of BER (X.690, 8.1.3), in the short form or, as Active Directory writes it, the long.
   */
  private static int length(InputStream in) throws IOException {
    int first = in.read();
    int length = first < LONG_FORM ? first : 0;
    for (int rest = first - LONG_FORM; rest > 0; rest--) {
      length = length << Byte.SIZE | in.read();
    }
    if (length < 0 || length > MAX_LINE) {
      throw new IOException("not understood");
    }
    return length;
  }

  private static void say(String command, Socket tcp, InputStream in) throws IOException {
    tcp.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
    reply(in);
  }

  /** Reads a reply, which may have several lines (RFC 5321, 4.2.1), and expects success. */
  private static void reply(InputStream in) throws IOException {
    String line;
    do {
      line = line(in);
    } while (line.startsWith("-", 3));
    if (!line.startsWith("2")) {
      throw new IOException("refused");
    }
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int next = in.read();
    while (next >= 0 && next != '\n' && line.size() < MAX_LINE) {
      line.write(next);
      next = in.read();
    }
    return line.toString(StandardCharsets.US_ASCII);
  }

  /** Accepts every server, since nothing is entrusted to it. */
  private static final class Anybody extends X509ExtendedTrustManager {
    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
