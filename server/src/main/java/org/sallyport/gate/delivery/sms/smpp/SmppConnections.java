package org.sallyport.gate.delivery.sms.smpp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import lombok.RequiredArgsConstructor;
import org.jsmpp.session.connection.Connection;
import org.jsmpp.session.connection.ConnectionFactory;
import org.jsmpp.session.connection.socket.SocketConnection;
import org.sallyport.platform.http.TrustedAuthorities;

/** Opens connections to an SMS centre, by TLS with the centre's name checked. */
@RequiredArgsConstructor
final class SmppConnections implements ConnectionFactory {
  private final SmppProperties properties;

  @Override
  public Connection createConnection(String host, int port) throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(host, port), properties.timeoutMillis());
      socket.setSoTimeout(properties.timeoutMillis());
      socket.setTcpNoDelay(true);
      return new SocketConnection(properties.tls() ? encrypted(socket, host, port) : socket);
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  private Socket encrypted(Socket socket, String host, int port) throws IOException {
    SSLSocket encrypted = (SSLSocket) factory().createSocket(socket, host, port, true);
    SSLParameters parameters = encrypted.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    encrypted.setSSLParameters(parameters);
    encrypted.startHandshake();
    return encrypted;
  }

  private SSLSocketFactory factory() throws IOException {
    Path file = properties.caFile();
    return file == null ? (SSLSocketFactory) SSLSocketFactory.getDefault() : trusting(file);
  }

  private static SSLSocketFactory trusting(Path file) throws IOException {
    try {
      return TrustedAuthorities.of(file).getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new IOException("the certificates of " + file + " cannot be read", e);
    }
  }
}
