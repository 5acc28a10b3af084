package org.sallyport.demo;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.commandline.Arguments;
import org.sallyport.platform.commandline.BadUsage;
import org.sallyport.platform.commandline.CommandList;

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
   * Reads the arguments.
   *
   * @throws Refused if one is unknown or malformed
   */
  static Options of(String... words) {
    Arguments arguments = parse(words);
    int port = port(arguments.optional("port").orElse("8080"));
    int outboxPort = port(arguments.optional("outbox-port").orElse("8026"));
    if (port == outboxPort) {
      throw new Refused("the portal and the outbox cannot both have port " + port);
    }
    return new Options(
        port,
        outboxPort,
        absolute(arguments.optional("data").orElse(".sallyport/demo")),
        absolute(arguments.optional("samples").orElse(".sallyport/samples")),
        arguments.has("fresh"),
        arguments.optional("lan").map(Options::address).orElse(null));
  }

  private static Arguments parse(String... words) {
    try {
      return CommandList.of("demo").with("--samples DIR").parse(List.of(words));
    } catch (BadUsage e) {
      throw new Refused(e.line());
    }
  }

  private static InetAddress address(String lan) {
    return lan.isEmpty() ? LanAddress.find() : LanAddress.of(lan);
  }

  private static int port(String value) {
    if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) > 65535) {
      throw new Refused("no port: " + value);
    }
    return Integer.parseInt(value);
  }

  private static Path absolute(String path) {
    return Path.of(path).toAbsolutePath().normalize();
  }
}
