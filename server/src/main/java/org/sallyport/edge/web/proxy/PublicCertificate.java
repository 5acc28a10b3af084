package org.sallyport.edge.web.proxy;

import java.net.URI;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.monitoring.CertificateUse;
import org.springframework.stereotype.Component;

/** The portal's own certificate, as its public address shows it: its proxy's, or the server's. */
@Component
@RequiredArgsConstructor
class PublicCertificate implements CertificateUse {
  private final Installation installation;

  @Override
  public String dependency() {
    return "portal";
  }

  @Override
  public List<URI> servers() {
    return List.of(installation.publicUrl());
  }
}
