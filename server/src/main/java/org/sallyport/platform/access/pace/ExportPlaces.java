package org.sallyport.platform.access.pace;

import java.util.HashSet;
import java.util.Set;
import org.sallyport.platform.ids.AccountId;

/**
 * The places of a node for exports of one kind. An account gets one of them, so that nobody holds
 * all; who reads too slowly loses it ({@link Pace#ofExport}).
 */
public final class ExportPlaces {
  private static final int AT_ONCE = 2;

  private final Set<AccountId> taken = new HashSet<>();

  /** False if all are taken, or the account has one. */
  public synchronized boolean take(AccountId account) {
    return taken.size() < AT_ONCE && taken.add(account);
  }

  public synchronized void leave(AccountId account) {
    taken.remove(account);
  }
}
