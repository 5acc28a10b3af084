package org.sallyport.portal.archive;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.installation.Loopback;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The DICOMweb archive.
 *
 * @param url root of its DICOMweb services; the default is that of an Orthanc on this machine
 * @param username user for basic authentication; none if not set
 * @param password password for basic authentication
 * @param allowPlainHttp whether an http address on another machine is accepted; images and the
 *     credential are then sent unencrypted
 * @param physicians where to read whom a study names: "search" if the search for studies returns
 *     (0008,0096), (0032,1031) and (0040,0275) when asked to, as Orthanc does; "objects" to read
 *     one object of each study instead, which takes three more requests a study
 * @param orthancUrl root of the REST API of an Orthanc, without "/dicom-web", on the same server as
 *     the DICOMweb services; if set, its list of changes is read every second, so that new studies
 *     are in the list at once, and a downloaded study has the DICOMDIR that Orthanc makes
 * @param connectTimeout the longest wait for a connection
 * @param answerTimeout the longest wait for the beginning of an answer
 * @param idleTimeout the longest wait for more data within an answer
 */
@ConfigurationProperties("sallyport.archive")
record ArchiveProperties(
    @DefaultValue("http://127.0.0.1:8042/dicom-web") URI url,
    @Nullable String username,
    @Nullable String password,
    @DefaultValue("false") boolean allowPlainHttp,
    @DefaultValue("search") Source physicians,
    @Nullable URI orthancUrl,
    @DefaultValue("3s") Duration connectTimeout,
    @DefaultValue("30s") Duration answerTimeout,
    @DefaultValue("30s") Duration idleTimeout) {

  /** Where the physicians of a study are read from. */
  enum Source {
    SEARCH,
    OBJECTS
  }

  ArchiveProperties {
    checkAddress(url, allowPlainHttp);
    checkCredentials(username, password);
    if (orthancUrl != null && !sameServer(orthancUrl, url)) {
      throw new IllegalArgumentException(
          "sallyport.archive.orthanc-url must have the scheme, host and port of"
              + " sallyport.archive.url, because it is sent the same password");
    }
    checkLasts("connect-timeout", connectTimeout);
    checkLasts("answer-timeout", answerTimeout);
    checkLasts("idle-timeout", idleTimeout);
  }

  /** The root URL without a trailing slash. */
  String root() {
    return url.toString().replaceAll("/+$", "");
  }

  private static boolean sameServer(URI one, URI other) {
    return other.getScheme().equals(one.getScheme())
        && other.getRawAuthority().equals(one.getRawAuthority())
        && one.getQuery() == null
        && one.getFragment() == null;
  }

  private static void checkAddress(URI url, boolean allowPlainHttp) {
    if (!isWebServer(url)) {
      throw new IllegalArgumentException(
          "sallyport.archive.url is not a valid http or https URL without user, query and"
              + " fragment");
    }
    if ("http".equals(url.getScheme()) && !Loopback.is(url.getHost()) && !allowPlainHttp) {
      throw new IllegalArgumentException(
          "sallyport.archive.url must begin with https:// beyond this machine, or set"
              + " sallyport.archive.allow-plain-http: true");
    }
  }

  private static boolean isWebServer(URI url) {
    boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    boolean bare = url.getQuery() == null && url.getFragment() == null && url.getUserInfo() == null;
    return web && url.getHost() != null && bare;
  }

  private static void checkCredentials(@Nullable String username, @Nullable String password) {
    if ((username == null) != (password == null)) {
      throw new IllegalArgumentException(
          "sallyport.archive.username and sallyport.archive.password belong together");
    }
  }

  private static void checkLasts(String name, Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException("sallyport.archive." + name + " must be more than 0s");
    }
  }
}
