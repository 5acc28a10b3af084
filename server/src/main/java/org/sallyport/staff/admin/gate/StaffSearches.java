package org.sallyport.staff.admin.gate;

import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.search.SearchWordHash;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.SystemEvent;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Records what admins and the help desk search for (rule 48). The words, which may name anybody,
 * are recorded as a keyed hash: the same words are recognised, and cannot be read.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class StaffSearches {
  private final SearchWordHash hash;
  private final DomainEvents events;

  /**
   * Records a search.
   *
   * @param what as in {@link SystemEvent.StaffSearched}
   * @param words as typed
   */
  @Transactional
  public void record(Visitor by, String what, String words, int hits, Origin origin) {
    events.publish(
        new SystemEvent.StaffSearched(by.username(), what, hash.of(what, words), hits), origin);
  }
}
