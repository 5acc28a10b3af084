package org.sallyport.connect.radius;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.sallyport.testing.directory.Certificates;

/** TLS on 127.0.0.1 in front of a server, with a certificate by an authority of its own. */
final class TlsFront implements AutoCloseable {
  private static final String WORD = "lantern";

  private final Path folder;
  private final SSLServerSocket socket;

  private TlsFront(Path folder, SSLServerSocket socket) {
    this.folder = folder;
    this.socket = socket;
  }

  static TlsFront before(int server) throws IOException {
    try {
      Path folder = Files.createTempDirectory("front");
      Certificates.make(folder, "127.0.0.1");
      SSLServerSocket socket =
          (SSLServerSocket)
              context(folder)
                  .getServerSocketFactory()
                  .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
      TlsFront front = new TlsFront(folder, socket);
      Thread.ofVirtual().start(() -> front.accept(server));
      return front;
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static SSLContext context(Path folder)
      throws IOException, GeneralSecurityException, InterruptedException {
    Path keys = folder.resolve("keys.p12");
    new ProcessBuilder(
            ("openssl pkcs12 -export -in cert.pem -inkey key.pem -passout pass:"
                    + WORD
                    + " -out "
                    + keys)
                .split(" "))
        .directory(folder.toFile())
        .inheritIO()
        .start()
        .waitFor();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      store.load(in, WORD.toCharArray());
    }
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(store, WORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private void accept(int server) {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Thread.ofVirtual().start(() -> join(client, server));
      } catch (IOException e) {
        // Closed.
        return;
      }
    }
  }

  private static void join(Socket client, int server) {
    try (client;
        Socket portal = new Socket(InetAddress.getLoopbackAddress(), server)) {
      Thread.ofVirtual().start(() -> copy(client, portal));
      copy(portal, client);
    } catch (IOException e) {
      // The portal is away, or either hung up.
    }
  }

  private static void copy(Socket from, Socket to) {
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      in.transferTo(out);
    } catch (IOException e) {
      // Either hung up.
    }
  }

  /** The authority's certificate. */
  Path authority() {
    return folder.resolve("ca.pem");
  }

  int port() {
    return socket.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
