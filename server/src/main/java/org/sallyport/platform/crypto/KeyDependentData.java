package org.sallyport.platform.crypto;

/**
 * Whether the database contains data that depends on the key file, so that a missing file means a
 * loss.
 */
public interface KeyDependentData {

  /**
   * Queries the database.
   *
   * @throws org.springframework.dao.DataAccessException if the database cannot be queried
   */
  boolean isThere();
}
