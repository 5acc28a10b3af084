package org.sallyport.installation;

import java.net.URI;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Name and address of the installation.
 *
 * @param publicUrl the address in people's browsers, scheme and host, without a path
 * @param installation details for pages and messages
 */
@ConfigurationProperties("sallyport")
record InstallationProperties(
    @DefaultValue("http://localhost:8080") URI publicUrl, @DefaultValue Details installation) {

  InstallationProperties {
    boolean web = "http".equals(publicUrl.getScheme()) || "https".equals(publicUrl.getScheme());
    if (!web || publicUrl.getHost() == null) {
      throw bad(publicUrl, "is not a valid http or https URL");
    }
    if (!isBare(publicUrl)) {
      throw bad(publicUrl, "is scheme and host, and a port if need be, without a path");
    }
    if ("http".equals(publicUrl.getScheme()) && !Loopback.is(publicUrl.getHost())) {
      throw bad(publicUrl, "must begin with https:// beyond this machine");
    }
  }

  private static boolean isBare(URI url) {
    boolean root = url.getRawPath().isEmpty() || url.getRawPath().equals("/");
    return root
        && url.getRawQuery() == null
        && url.getRawFragment() == null
        && url.getRawUserInfo() == null;
  }

  private static IllegalArgumentException bad(URI publicUrl, String why) {
    return new IllegalArgumentException("sallyport.public-url " + why + ": " + publicUrl);
  }

  /**
   * Details of the installation for pages and messages.
   *
   * @param name the name people know it by
   * @param help who helps, in words, for example "the imaging desk"
   * @param deskPhone number of the desk, as it is dialled
   * @param deskEmail mail address of the desk
   * @param deskHours when the desk is there, in words
   * @param zone zone of the times on pages and in messages; the system's if not set
   */
  record Details(
      @DefaultValue("Sallyport") String name,
      @Nullable String help,
      @Nullable String deskPhone,
      @Nullable String deskEmail,
      @Nullable String deskHours,
      @Nullable ZoneId zone) {}
}
