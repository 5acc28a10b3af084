package org.sallyport.platform.tables;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.crypto.SealedColumn;

/**
 * What the owner of a table says of it. Each question has an answer, if only that there is nothing
 * ({@link #none}); {@code EveryTableTest} compares the answers with the database.
 */
public final class OwnedTable {
  private final String name;
  private final List<RetainedRows> retained = new ArrayList<>();
  private @Nullable String parent;
  private @Nullable String reason;
  private final List<CopiedRows> copied = new ArrayList<>();
  private final List<String> erasures = new ArrayList<>();
  private final List<Consumer<DataSubject>> erasers = new ArrayList<>();
  private final List<EndedRows> ended = new ArrayList<>();
  private final List<KeyedRows> keyed = new ArrayList<>();
  private final List<SealedColumn> sealed = new ArrayList<>();
  private final Set<String> bytes = new TreeSet<>();
  private final Set<String> published = new TreeSet<>();
  private final Set<Question> answered = EnumSet.noneOf(Question.class);
  private final Set<Question> none = EnumSet.noneOf(Question.class);

  private OwnedTable(String name) {
    this.name = name;
  }

  public static OwnedTable of(String name) {
    return new OwnedTable(name);
  }

  /**
   * Rows are deleted a retention period after their end.
   *
   * @param expired in SQL: the end is earlier than {@code :before}
   */
  public OwnedTable kept(RetentionPeriod period, String expired) {
    return kept(period, RowRemoval.where(name, expired));
  }

  public OwnedTable kept(RetentionPeriod period, RowRemoval removal) {
    retained.add(new RetainedRows(name, period, removal));
    return this;
  }

  /**
   * Rows are of no use after their own end ({@code expires_at}) and are deleted then.
   *
   * @param period in which the settings and the list of tables count them
   */
  public OwnedTable keptUntilTheirEnd(RetentionPeriod period) {
    return kept(period, "expires_at < :now");
  }

  /** Rows are deleted by the database with the row of another table to which they belong. */
  public OwnedTable leavesWith(String table) {
    this.parent = table;
    return this;
  }

  /** The number of rows depends on the number of accounts, devices or studies, not of acts. */
  public OwnedTable stays(String why) {
    this.reason = why;
    return this;
  }

  public OwnedTable copied(DataSection section, String query) {
    copied.add(new CopiedRows(section, query, null));
    return answer(Question.COPY);
  }

  public OwnedTable copied(DataSection section, CopiedRows.Reader reader) {
    copied.add(new CopiedRows(section, null, reader));
    return answer(Question.COPY);
  }

  /**
   * Statements of an erasure, in their order, with {@code :account}, {@code :name}, {@code
   * :pseudonym}, {@code :destinations} and {@code :now}. A row of somebody else is changed only if
   * it has the account's id.
   */
  public OwnedTable erased(String... statements) {
    erasures.addAll(List.of(statements));
    return answer(Question.ERASURE);
  }

  /** Erases what is not found by an account's id. */
  public OwnedTable erasedBy(Consumer<DataSubject> eraser) {
    erasers.add(eraser);
    return answer(Question.ERASURE);
  }

  /**
   * Rows that a restore ends.
   *
   * @param what the rows in words, for the operator
   */
  public OwnedTable endedByRestore(String what, String statement) {
    ended.add(new EndedRows(what, statement));
    return answer(Question.RESTORE);
  }

  /** A change by a restore of which the operator is not told. */
  public OwnedTable changedByRestore(String statement) {
    ended.add(new EndedRows(null, statement));
    return answer(Question.RESTORE);
  }

  /** Columns with hashes, or with values that are encrypted for an hour at most. */
  public OwnedTable hashes(String... columns) {
    bytes.addAll(List.of(columns));
    return answer(Question.KEYS);
  }

  /** Columns with bytes that depend on no key. */
  public OwnedTable plainBytes(String... columns) {
    bytes.addAll(List.of(columns));
    return answer(Question.KEYS);
  }

  /** A column with values that are encrypted anew when another key is taken into use. */
  public OwnedTable sealed(String what, String id, String column) {
    return sealed(what, id, column, "true", UnaryOperator.identity());
  }

  public OwnedTable sealed(
      String what, String id, String column, String condition, UnaryOperator<String> earlier) {
    sealed.add(new SealedColumn(what, name, id, column, condition, earlier));
    bytes.add(column);
    return answer(Question.KEYS);
  }

  /** Rows that end when the key on which they depend is retired. */
  public OwnedTable lostWithKey(String what, String condition) {
    keyed.add(new KeyedRows(name, what, condition, true));
    return answer(Question.KEYS);
  }

  /** Rows that are made anew under the key in use. */
  public OwnedTable madeAnew(String what, String condition) {
    keyed.add(new KeyedRows(name, what, condition, false));
    return answer(Question.KEYS);
  }

  /**
   * Views and functions of the database that belong to this table. Others name them in their
   * statements, and not the table.
   */
  public OwnedTable publishes(String... names) {
    published.addAll(List.of(names));
    return this;
  }

  /** The answer to these questions is: nothing. */
  public OwnedTable none(Question... questions) {
    none.addAll(List.of(questions));
    return this;
  }

  private OwnedTable answer(Question question) {
    answered.add(question);
    return this;
  }

  public String name() {
    return name;
  }

  public List<RetainedRows> retained() {
    return List.copyOf(retained);
  }

  /** The table with whose rows those of this one leave; null if they leave otherwise or stay. */
  public @Nullable String parent() {
    return parent;
  }

  /** Why the rows stay; null if they leave. */
  public @Nullable String reason() {
    return reason;
  }

  public List<CopiedRows> copied() {
    return List.copyOf(copied);
  }

  public List<String> erasures() {
    return List.copyOf(erasures);
  }

  public List<Consumer<DataSubject>> erasers() {
    return List.copyOf(erasers);
  }

  public List<EndedRows> ended() {
    return List.copyOf(ended);
  }

  public List<KeyedRows> keyed() {
    return List.copyOf(keyed);
  }

  public List<SealedColumn> sealed() {
    return List.copyOf(sealed);
  }

  /** The columns with bytes, of whichever kind. */
  public Set<String> bytes() {
    return Set.copyOf(bytes);
  }

  /** The views and functions that belong to the table. */
  public Set<String> published() {
    return Set.copyOf(published);
  }

  public Set<Question> answered() {
    return Set.copyOf(answered);
  }

  /** The questions to which the answer is: nothing. */
  public Set<Question> none() {
    return Set.copyOf(none);
  }
}
