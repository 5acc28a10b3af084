package org.sallyport.platform.access.keys;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.ids.AccountId;

/**
 * The program that calls: the principal of a request with a key.
 *
 * @param id of the key
 * @param name of the key, as its admin chose it
 * @param madeBy the admin who made it; null if their account was deleted
 */
public record KeyHolder(UUID id, String name, @Nullable AccountId madeBy, Set<KeyScope> scopes) {

  /**
   * Who acts, as the audit log has it; no username has a space. What nobody may do to their own
   * account, a key may not do to that of the admin who made it.
   */
  public Actor actor() {
    return new Actor(madeBy, Actor.KEY + name, null, Actor.KEY + id);
  }
}
