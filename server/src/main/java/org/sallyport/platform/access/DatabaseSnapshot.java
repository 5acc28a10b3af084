package org.sallyport.platform.access;

/**
 * Which transactions a statement on a primary could see: the value of PostgreSQL's {@code
 * pg_current_snapshot()}. Each end of a transaction that wrote, by commit or rollback, makes the
 * snapshots that are taken afterwards different. Statements with equal snapshots therefore see the
 * same committed rows. On a hot standby, whose snapshots do not list what is in progress, it proves
 * nothing.
 *
 * @param value xmin, xmax and the transactions in progress, as PostgreSQL writes them
 */
public record DatabaseSnapshot(String value) {
  /** Of a statement that did not tell its own. It proves nothing, not even to its equal. */
  public static final DatabaseSnapshot UNKNOWN = new DatabaseSnapshot("");

  /** Whether statements with these two snapshots see the same committed rows. */
  public boolean isSame(DatabaseSnapshot other) {
    return !value.isEmpty() && value.equals(other.value);
  }
}
