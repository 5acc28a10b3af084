package org.sallyport.demo;

import java.io.IOException;
import java.net.ServerSocket;
import java.security.SecureRandom;

/**
 * Ports for demos, which listen on them only after a while. They are below the range from which the
 * kernel takes ports for connections and for port 0 (32768 and up), so that nothing takes such a
 * port meanwhile.
 */
final class TestPorts {
  private static final int FIRST = 12_000;
  private static final int COUNT = 20_000;
  private static final SecureRandom RANDOM = new SecureRandom();

  private TestPorts() {}

  /** A port on which nothing listens. */
  static int next() {
    while (true) {
      int port = FIRST + RANDOM.nextInt(COUNT);
      if (isFree(port)) {
        return port;
      }
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port)) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
