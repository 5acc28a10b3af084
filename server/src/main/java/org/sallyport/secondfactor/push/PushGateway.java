package org.sallyport.secondfactor.push;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One POST to a push service, over a connection to an address that was looked at: the HTTP clients
 * of Java look the name up anew. No redirect is followed; of the answer only the status is read.
 */
final class PushGateway {
  private static final int MILLIS = 10_000;
  private static final int LONGEST_LINE = 200;
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([0-9]{3})(?: .*)?");

  private PushGateway() {}

  /** The status of the answer. */
  static int post(URI endpoint, InetSocketAddress address, Map<String, String> headers, byte[] body)
      throws IOException {
    try (Socket plain = new Socket()) {
      plain.setSoTimeout(MILLIS);
      plain.connect(address, MILLIS);
      if (!"https".equals(endpoint.getScheme())) {
        return exchange(plain, endpoint, headers, body);
      }
      try (Socket secure = secure(plain, endpoint)) {
        return exchange(secure, endpoint, headers, body);
      }
    }
  }

  private static Socket secure(Socket plain, URI endpoint) throws IOException {
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    SSLSocket secure =
        (SSLSocket) factory.createSocket(plain, endpoint.getHost(), plain.getPort(), true);
    SSLParameters parameters = secure.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    secure.setSSLParameters(parameters);
    secure.startHandshake();
    return secure;
  }

  private static int exchange(Socket socket, URI endpoint, Map<String, String> headers, byte[] body)
      throws IOException {
    StringBuilder head = new StringBuilder();
    head.append("POST ").append(target(endpoint)).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(endpoint.getRawAuthority()).append("\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append("Content-Length: ").append(body.length).append("\r\n");
    head.append("Connection: close\r\n\r\n");
    OutputStream out = socket.getOutputStream();
    out.write(head.toString().getBytes(StandardCharsets.US_ASCII));
    out.write(body);
    out.flush();
    return status(socket.getInputStream());
  }

  private static String target(URI endpoint) {
    String path = endpoint.getRawPath();
    String query = endpoint.getRawQuery();
    return (path == null || path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query);
  }

  private static int status(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n' && line.length() < LONGEST_LINE; c = in.read()) {
      line.append((char) c);
    }
    Matcher status = STATUS.matcher(line.toString().strip());
    if (!status.matches()) {
      throw new IOException("the push service did not answer in HTTP");
    }
    return Integer.parseInt(status.group(1));
  }
}
