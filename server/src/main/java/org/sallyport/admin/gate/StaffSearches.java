package org.sallyport.admin.gate;

import java.util.HexFormat;
import java.util.Locale;
import org.sallyport.access.Origin;
import org.sallyport.access.Visitor;
import org.sallyport.crypto.KeyPurpose;
import org.sallyport.crypto.KeyedHash;
import org.sallyport.events.DomainEvents;
import org.sallyport.events.SystemEvent;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Records what admins and the help desk search for (rule 48). The words, which may name anybody,
 * are recorded as a keyed hash: the same words are recognised, and cannot be read.
 */
@Component
public class StaffSearches {
  private static final int HASH_BYTES = 16;

  private final KeyedHash hash;
  private final DomainEvents events;

  StaffSearches(KeyedHash hash, DomainEvents events) {
    this.hash = hash;
    this.events = events;
  }

  /**
   * Records a search.
   *
   * @param what as in {@link SystemEvent.StaffSearched}
   * @param words as typed
   */
  @Transactional
  public void record(Visitor by, String what, String words, int hits, Origin origin) {
    events.publish(
        new SystemEvent.StaffSearched(by.username(), what, hash(what, words), hits), origin);
  }

  private String hash(String what, String words) {
    String folded = words.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    byte[] whole = hash.ofCount(KeyPurpose.SEARCH_WORDS, what, folded);
    return HexFormat.of().formatHex(whole, whole.length - HASH_BYTES, whole.length);
  }
}
