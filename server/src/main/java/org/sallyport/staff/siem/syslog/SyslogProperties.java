package org.sallyport.staff.siem.syslog;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.installation.Loopback;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Export of audit events to a SIEM by syslog (RFC 5424).
 *
 * @param host the receiver's name, as in its certificate; events are exported if it is set, from
 *     those on that are recorded after the first start with it
 * @param port the receiver's port; 6514 is the standard port of syslog over TLS
 * @param tls whether the connection is encrypted (RFC 5425); false only for a receiver on this
 *     machine
 * @param format "json", or "dicom" for audit messages of DICOM PS3.15 A.5
 * @param caCertificate a file (PEM) with the certificates of the CAs that may have issued the
 *     receiver's certificate; the CAs that Java trusts if not set
 * @param clientCertificate a file (PEM) with this installation's certificate, if the receiver asks
 *     for one
 * @param clientKey a file (PEM, PKCS #8) with the key of the client certificate, for the service's
 *     user alone
 * @param batch maximum number of events that are sent before the receiver has to confirm them
 * @param timeout the longest time for sending a batch; at least 1s
 * @param notifyAfter admins are notified if events could not be sent for this long
 */
@ConfigurationProperties("sallyport.audit.syslog")
public record SyslogProperties(
    @Nullable String host,
    @DefaultValue("6514") int port,
    @DefaultValue("true") boolean tls,
    @DefaultValue("json") Format format,
    @Nullable Path caCertificate,
    @Nullable Path clientCertificate,
    @Nullable Path clientKey,
    @DefaultValue("1000") int batch,
    @DefaultValue("30s") Duration timeout,
    @DefaultValue("5m") Duration notifyAfter) {

  private static final String NAME = "sallyport.audit.syslog.";
  private static final int MAX_PORT = 65_535;

  /** The format of messages. */
  public enum Format {
    JSON,
    DICOM
  }

  public SyslogProperties {
    if (!tls && host != null && !Loopback.is(host)) {
      throw bad("tls: without TLS, audit events are sent to a receiver on this machine only");
    }
    if (port < 1 || port > MAX_PORT) {
      throw bad("port: from 1 to 65535");
    }
    if ((clientCertificate == null) != (clientKey == null)) {
      throw bad("client-certificate and client-key belong together");
    }
    if (batch < 1) {
      throw bad("batch: at least 1");
    }
    if (timeout.compareTo(Duration.ofSeconds(1)) < 0) {
      throw bad("timeout: at least 1s");
    }
    mustBeReadable("ca-certificate", caCertificate);
    mustBeReadable("client-certificate", clientCertificate);
    mustBeReadable("client-key", clientKey);
  }

  /** Whether events are exported. */
  public boolean isOn() {
    return host != null;
  }

  private static void mustBeReadable(String name, @Nullable Path file) {
    if (file != null && !Files.isReadable(file)) {
      throw bad(name + ": " + file + " cannot be read");
    }
  }

  private static IllegalArgumentException bad(String why) {
    return new IllegalArgumentException(NAME + why);
  }
}
