package org.sallyport.platform.monitoring;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** Certificates that something depends on, so that their end is seen in time. */
public interface CertificateUse {

  /** The label of the metric, for example "archive". */
  String dependency();

  /**
   * The servers that show a certificate: {@code https}, {@code ldaps}, {@code smtps} or {@code
   * tls}, or {@code ldap} and {@code smtp} for STARTTLS. Others are left out.
   */
  List<URI> servers();

  /** Files (PEM) with certificates of this installation. */
  default List<Path> files() {
    return List.of();
  }
}
