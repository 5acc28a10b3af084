package org.sallyport.account.password;

/** Argon2id version 1.3 (RFC 9106). All implementations make the same bytes. */
public interface Argon2 {
  /** Bytes of a hash. */
  int LENGTH = 32;

  /**
   * Hashes on the calling thread, which it keeps for the whole time: never a virtual one.
   *
   * @param password one byte at least
   */
  byte[] hash(Cost cost, byte[] password, byte[] salt);

  /**
   * What one hash costs.
   *
   * @param memory in KiB
   * @param passes over the memory
   * @param lanes that could be filled in parallel
   */
  record Cost(int memory, int passes, int lanes) {}
}
