package org.sallyport.gate.account.password;

/** Argon2id version 1.3 (RFC 9106). All implementations return the same bytes. */
public interface Argon2 {
  /** The length of a hash in bytes. */
  int LENGTH = 32;

  /**
   * Computes a hash, blocking the calling thread throughout; must not run on a virtual thread.
   *
   * @param password at least one byte
   */
  byte[] hash(Cost cost, byte[] password, byte[] salt);

  /**
   * The cost parameters of a hash.
   *
   * @param memory in KiB
   * @param passes over the memory
   * @param lanes the degree of parallelism
   */
  record Cost(int memory, int passes, int lanes) {}
}
