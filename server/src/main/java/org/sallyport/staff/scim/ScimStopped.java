package org.sallyport.staff.scim;

import org.sallyport.platform.messages.Messages;
import org.springframework.http.HttpStatus;

/**
 * An account is not disabled, since there would be too many in an hour: an admin has to let the
 * identity system go on. What was noted of that is kept, unlike with other refusals.
 */
public final class ScimStopped extends ScimRefusal {
  private static final long serialVersionUID = 1L;

  /** How long an identity system is to wait before it tries again, in seconds. */
  static final int WAIT_SECONDS = 600;

  public ScimStopped() {
    super(HttpStatus.SERVICE_UNAVAILABLE, null, Messages.text("scim.stopped"));
  }
}
