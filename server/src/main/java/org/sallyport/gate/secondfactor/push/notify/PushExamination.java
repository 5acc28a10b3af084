package org.sallyport.gate.secondfactor.push.notify;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.sallyport.gate.secondfactor.push.PushProperties;
import org.sallyport.platform.examination.Examination;
import org.sallyport.platform.examination.Examined;
import org.sallyport.platform.examination.Finding;

/**
 * The way to the push services. A service whose hosts are named by a wildcard is tried at a known
 * host of its own, if there is one.
 */
final class PushExamination implements Examination {
  private static final String PUSH = "push";
  private static final Map<String, String> KNOWN_HOSTS =
      Map.of("*.push.apple.com", "web.push.apple.com");

  @Override
  public String subject() {
    return PUSH;
  }

  @Override
  public List<Finding> examine(Examined examined) {
    return examined
        .bound("sallyport.push", PushProperties.class)
        .map(PushExamination::examine)
        .orElseGet(
            () -> List.of(Finding.error(PUSH, "not tried: its settings are not understood")));
  }

  private static List<Finding> examine(PushProperties properties) {
    if (!properties.enabled()) {
      return List.of(Finding.sound(PUSH, "not used"));
    }
    List<String> hosts = hosts(properties);
    List<String> unreached = unreached(properties, hosts);
    return List.of(
        unreached.isEmpty()
            ? Finding.sound(PUSH, hosts.size() + " services can be reached")
            : notReached(unreached));
  }

  private static List<String> hosts(PushProperties properties) {
    return properties.services().stream()
        .map(it -> KNOWN_HOSTS.getOrDefault(it, it))
        .filter(it -> !it.contains("*"))
        .toList();
  }

  private static Finding notReached(List<String> hosts) {
    return Finding.warning(
        PUSH,
        "cannot reach "
            + String.join(", ", hosts)
            + " by https, port 443: phones there are not woken, people open the app by hand");
  }

  private static List<String> unreached(PushProperties properties, List<String> hosts) {
    PushGateway gateway = new PushGateway(new PushServices(properties), properties);
    try {
      return hosts.stream().filter(host -> !answers(gateway, host)).toList();
    } finally {
      gateway.destroy();
    }
  }

  /** Any answer will do: there is no subscription at this address. */
  private static boolean answers(PushGateway gateway, String host) {
    try {
      gateway.post(URI.create("https://" + host + "/"), Map.of("TTL", "0"), new byte[0]);
      return true;
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }
}
