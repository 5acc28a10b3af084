package org.sallyport.demo;

import java.net.InetAddress;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The options of the demo.
 *
 * @param samples the folder of sample files, with one folder for each package they come from
 * @param fresh whether to delete existing data first
 * @param lan address for phones on the local network; null for this machine only
 */
public record Options(
    int port, int outboxPort, Path data, Path samples, boolean fresh, @Nullable InetAddress lan) {

  /**
   * Reads arguments of the form {@code --name=value}.
   *
   * @throws Refused if one is unknown or malformed
   */
  static Options of(String... arguments) {
    int port = 8080;
    int outboxPort = 8026;
    Path data = Path.of(".sallyport/demo");
    Path samples = Path.of(".sallyport/samples");
    boolean fresh = false;
    InetAddress lan = null;
    for (String argument : arguments) {
      String value = argument.substring(argument.indexOf('=') + 1);
      switch (argument.split("=", 2)[0]) {
        case "--port" -> port = port(value);
        case "--outbox-port" -> outboxPort = port(value);
        case "--data" -> data = Path.of(value);
        case "--samples" -> samples = Path.of(value);
        case "--fresh" -> fresh = true;
        case "--lan" -> lan = argument.contains("=") ? LanAddress.of(value) : LanAddress.find();
        default -> throw new Refused("demo: no such option: " + argument);
      }
    }
    if (port == outboxPort) {
      throw new Refused("the portal and the outbox cannot both have port " + port);
    }
    return new Options(port, outboxPort, absolute(data), absolute(samples), fresh, lan);
  }

  private static int port(String value) {
    if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) > 65535) {
      throw new Refused("no port: " + value);
    }
    return Integer.parseInt(value);
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }
}
