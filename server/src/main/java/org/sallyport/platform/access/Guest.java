package org.sallyport.platform.access;

import java.time.Instant;
import org.sallyport.platform.ids.ShareId;
import org.sallyport.platform.ids.ShareSessionId;
import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * Somebody without an account who opened a share by its mailed link and a code. Sees the studies of
 * that share and nothing else.
 *
 * @param address the address that the share is for, masked
 * @param sharedBy the name of the person who shares
 * @param until when the share ends
 * @param withReport whether reports belong to the share
 */
public record Guest(
    ShareSessionId session,
    ShareId share,
    String address,
    String sharedBy,
    Instant until,
    boolean withReport)
    implements Reader, AuthenticatedPrincipal {
  private static final String GATE = "/shared/dicom-web/";
  private static final String STUDIES = "/shared/studies";

  @Override
  public String getName() {
    return address;
  }

  @Override
  public String dicomWeb() {
    return GATE;
  }

  @Override
  public String studies() {
    return STUDIES;
  }
}
