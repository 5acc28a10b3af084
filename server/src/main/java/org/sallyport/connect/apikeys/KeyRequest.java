package org.sallyport.connect.apikeys;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.sallyport.platform.access.keys.KeyScope;

/**
 * What an admin wants a key to be.
 *
 * @param networks from which it is accepted, as typed
 * @param lasts how long it is valid
 */
public record KeyRequest(String name, Set<KeyScope> scopes, List<String> networks, Duration lasts) {

  /** The same with other networks. */
  KeyRequest with(List<String> others) {
    return new KeyRequest(name, scopes, others, lasts);
  }
}
