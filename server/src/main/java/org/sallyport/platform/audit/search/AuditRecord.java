package org.sallyport.platform.audit.search;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.SignInId;

/**
 * A recorded event.
 *
 * @param id unique; not in the order of time
 * @param number its place in the chain, without gaps; 0 for the few seconds until it is linked
 * @param hash of its link, in hex; empty until it is linked
 * @param type for example "LockEvent.Locked"
 * @param account the account concerned; null for an unknown account or the installation
 * @param signIn the sign-in in which it happened; null outside one
 * @param browser browser and system in words, for example "Firefox 145 on Windows"
 * @param actor the admin or system user who acted on somebody's behalf; null if the owner of the
 *     account did, or nobody in person
 * @param actorAccount the account of that admin; null if none acted, or it is not known
 * @param details the components of the event, as a JSON object
 */
public record AuditRecord(
    long id,
    Instant at,
    String type,
    @Nullable AccountId account,
    @Nullable SignInId signIn,
    String address,
    String browser,
    @Nullable String actor,
    @Nullable AccountId actorAccount,
    String details,
    long number,
    String hash) {

  /** The part of the application that the event belongs to, for example "LockEvent". */
  public String area() {
    return type.substring(0, type.indexOf('.'));
  }

  /** Where a page that ends with this event is continued. */
  public Position position() {
    return new Position(at, id);
  }

  /** A place in the log, newest first. */
  public record Position(Instant at, long id) {}
}
