package org.sallyport.gate.directory.kerberos;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whom a ticket names.
 *
 * @param name the client's name without its realm, for example "hester"
 * @param realm for example "HOSP.EXAMPLE"
 * @param sid the security identifier in the ticket's PAC, as a directory keeps it; null if the
 *     domain says none
 * @param authenticatedAt when the domain authenticated the person
 * @param answer the token that proves the portal to the browser (mutual authentication); null if
 *     the browser did not ask
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record TicketOwner(
    String name,
    String realm,
    byte @Nullable [] sid,
    Instant authenticatedAt,
    byte @Nullable [] answer) {

  /** Omits everything personal. */
  @Override
  public String toString() {
    return "TicketOwner[" + realm + "]";
  }
}
