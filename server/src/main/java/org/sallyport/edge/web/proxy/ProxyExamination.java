package org.sallyport.edge.web.proxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sallyport.platform.examination.Examination;
import org.sallyport.platform.examination.Examined;
import org.sallyport.platform.examination.Finding;

/** The settings about the reverse proxy, and the ports that are open beside it. */
final class ProxyExamination implements Examination {
  private static final String PROXY = "proxy";
  private static final List<String> OWN_TLS =
      List.of("server.ssl.bundle", "server.ssl.certificate", "server.ssl.key-store");

  @Override
  public String subject() {
    return PROXY;
  }

  @Override
  public boolean isCheap() {
    return true;
  }

  @Override
  public List<Finding> examine(Examined examined) {
    List<Finding> findings = new ArrayList<>();
    forwardHeaders(examined, findings);
    managementPort(examined, findings);
    if (isBehindProxy(examined)) {
      trustedProxies(examined, findings);
      portalPort(examined, findings);
    }
    return findings.isEmpty() ? List.of(Finding.sound(PROXY, "settings fit")) : findings;
  }

  private static void forwardHeaders(Examined examined, List<Finding> findings) {
    if (!examined
        .value("server.forward-headers-strategy")
        .orElse("none")
        .equalsIgnoreCase("none")) {
      findings.add(
          Finding.error(
              PROXY,
              "server.forward-headers-strategy must stay none: else every client can claim any address"));
    }
  }

  private static void managementPort(Examined examined, List<Finding> findings) {
    if (isEverywhere(examined.value("management.server.address"))) {
      findings.add(
          Finding.error(
              PROXY,
              "management.server.address is every address of this machine: metrics can be read from the network; name one address"));
    }
  }

  private static boolean isBehindProxy(Examined examined) {
    return "https".equals(examined.publicUrl().getScheme())
        && OWN_TLS.stream().noneMatch(name -> examined.value(name).isPresent());
  }

  private static void trustedProxies(Examined examined, List<Finding> findings) {
    if (examined
        .bound("sallyport", ProxyProperties.class)
        .map(it -> it.trustedProxies().isEmpty())
        .orElse(false)) {
      findings.add(
          Finding.error(
              PROXY,
              "sallyport.trusted-proxies is not set, and sallyport.public-url is https: all sign-ins seem to come"
                  + " from the proxy and share its limits"));
    }
  }

  private static void portalPort(Examined examined, List<Finding> findings) {
    if (isEverywhere(examined.value("server.address"))) {
      findings.add(
          Finding.warning(
              PROXY,
              "the portal's port is open on every network, beside the proxy: set server.address, or close it in a firewall"));
    }
  }

  private static boolean isEverywhere(Optional<String> address) {
    return address.isEmpty() || address.get().equals("0.0.0.0") || address.get().equals("::");
  }
}
