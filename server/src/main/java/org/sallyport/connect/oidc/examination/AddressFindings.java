package org.sallyport.connect.oidc.examination;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.connect.oidc.clients.RedirectAddresses;
import org.sallyport.platform.examination.Finding;

/**
 * Whether the hosts of an application's addresses exist, and whether something answers where it is
 * told of ended sessions.
 */
final class AddressFindings {
  private static final int NOT_FOUND = 404;

  private AddressFindings() {}

  static List<Finding> of(ExaminedApplication application) {
    List<Finding> findings = new ArrayList<>();
    for (String address : application.visited()) {
      visited(application, address).ifPresent(findings::add);
    }
    @Nullable String told = application.logoutUri();
    if (told != null) {
      told(application, told).ifPresent(findings::add);
    }
    return findings;
  }

  private static Optional<Finding> visited(ExaminedApplication application, String address) {
    if (RedirectAddresses.isRefused(address, application.isNative())) {
      return Optional.of(
          error(application, address + " is not an address that could be registered today"));
    }
    URI uri = URI.create(address);
    return application.isNative() || uri.getHost() == null || isFound(uri.getHost())
        ? Optional.empty()
        : Optional.of(noHost(application, uri));
  }

  private static boolean isFound(String host) {
    try {
      return InetAddress.getByName(host) != null;
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** Browsers may know names that this machine does not. */
  private static Finding noHost(ExaminedApplication application, URI address) {
    return Finding.warning(
        ApplicationsExamination.APPLICATIONS,
        application.clientId() + ": no host of the name " + address.getHost() + " is found here");
  }

  private static Optional<Finding> told(ExaminedApplication application, String address) {
    if (RedirectAddresses.isRefused(address, false)) {
      return Optional.of(
          error(application, address + " is not an address that could be registered today"));
    }
    return switch (ExaminedAddress.head(address)) {
      case ExaminedAddress.Answered(int status) when status == NOT_FOUND ->
          Optional.of(error(application, address + " answers 404: it cannot be told of the end"));
      case ExaminedAddress.Answered _ -> Optional.empty();
      case ExaminedAddress.NotAnswered(String why) ->
          Optional.of(
              error(
                  application,
                  address + " does not answer (" + why + "); it is not told of ended sessions"));
    };
  }

  private static Finding error(ExaminedApplication application, String what) {
    return Finding.error(
        ApplicationsExamination.APPLICATIONS, application.clientId() + ": " + what);
  }
}
