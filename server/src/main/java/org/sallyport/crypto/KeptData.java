package org.sallyport.crypto;

/** Whether the database holds what was made with keys, so that a missing key file is a loss. */
public interface KeptData {

  /**
   * Asks the database.
   *
   * @throws org.springframework.dao.DataAccessException if the database cannot be asked
   */
  boolean isThere();
}
