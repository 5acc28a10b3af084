package org.sallyport.testing;

import java.io.IOException;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ports for servers that take a number before they listen. They are below the range from which the
 * kernel takes ports for connections and for port 0 (32768 and up), so that nothing takes such a
 * port meanwhile; a random choice keeps two JVMs with tests apart.
 */
public final class FreePorts {
  private static final int FIRST = 12_000;
  private static final int COUNT = 20_000;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private FreePorts() {}

  /** A port on which nothing listens, given only once. */
  public static int next() {
    while (true) {
      int port = FIRST + RANDOM.nextInt(COUNT);
      if (isFree(port) && GIVEN.add(port)) {
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
