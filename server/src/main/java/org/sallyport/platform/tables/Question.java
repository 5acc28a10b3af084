package org.sallyport.platform.tables;

/** What the owner of a table has to answer besides how long its rows are kept. */
public enum Question {
  /** What of it belongs into the copy of a person's data. */
  COPY,
  /**
   * What the erasure of an account changes in it, apart from the rows that the database deletes
   * with the account's.
   */
  ERASURE,
  /** What a restore of older data ends in it. */
  RESTORE,
  /** Which of its columns are hashes, encrypted values or other bytes. */
  KEYS
}
