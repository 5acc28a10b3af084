package org.sallyport.connect.scim;

import org.sallyport.platform.messages.Messages;
import org.springframework.http.HttpStatus;

/**
 * Nothing is changed, since there would be too many accounts in an hour: an admin has to let the
 * identity system go on. What was noted of that is kept, unlike with other refusals.
 */
public final class ScimStopped extends ScimRefusal {
  private static final long serialVersionUID = 1L;

  public ScimStopped() {
    super(HttpStatus.SERVICE_UNAVAILABLE, null, Messages.text("scim.stopped"));
  }
}
