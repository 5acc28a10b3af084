package org.sallyport.platform.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sallyport.testing.SallyportTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Each table of the migrated database has one owner, which answers each question, and what it
 * answers agrees with the columns and references of the table.
 */
@SallyportTest
class EveryTableTest {
  /** Flyway's own. */
  private static final String MIGRATIONS = "flyway_schema_history";

  /** Tables about accounts of which nothing is in the copy of a person's data, with the reason. */
  private static final Map<String, String> NOT_COPIED =
      Map.of(
          "account_word", "the words of the account, for searches",
          "audit_event_name", "whom an event names; the events are in the copy",
          "directory_conflict", "for admins: somebody of a directory who may be another person",
          "directory_leaver", "for admins, while a directory is stopped; the event is in the copy",
          "key_change", "for the brake of a key, for a week; the changes are in the copy",
          "failed_sign_in", "a notice that waits; the sign-in is in the copy",
          "outside_share", "a notice that waits; the shares are in the copy",
          "pending_import", "a file about others, for minutes");

  /** Tables with something to use once that stays usable after a restore, with the reason. */
  private static final Map<String, String> KEPT_BY_RESTORE =
      Map.of(
          "passkey_used_challenge", "used challenges, which stay used",
          "share_favourite", "used: when somebody last received a share",
          "viewer_layout", "used: when a layout last was",
          "trusted_browser_token", "ends with its trusted_browser");

  @Autowired Tables tables;
  @Autowired JdbcClient jdbc;

  @Test
  void hasOneOwner() {
    assertThat(tables.all()).extracting(OwnedTable::name).doesNotHaveDuplicates();
    Set<String> there =
        new TreeSet<>(column("select tablename from pg_tables where schemaname = 'public'"));
    there.remove(MIGRATIONS);
    assertThat(tables.all())
        .extracting(OwnedTable::name)
        .containsExactlyInAnyOrderElementsOf(there);
  }

  @Test
  void answersEachQuestionOnce() {
    for (OwnedTable table : tables.all()) {
      assertThat(Stream.concat(table.answered().stream(), table.none().stream()))
          .as(table.name())
          .containsExactlyInAnyOrder(Question.values());
      assertThat(
              Stream.of(!table.retained().isEmpty(), table.parent() != null, table.reason() != null)
                  .filter(answer -> answer))
          .as("how long rows of %s are kept", table.name())
          .hasSize(1);
    }
  }

  @Test
  void whatLeavesWithAnotherRowIsDeletedByTheDatabase() {
    for (OwnedTable table : tables.all()) {
      String parent = table.parent();
      if (parent != null) {
        assertThat(retained()).contains(parent);
        assertThat(isDeletedWith(table.name(), parent))
            .as("%s with %s", table.name(), parent)
            .isTrue();
      }
    }
  }

  /** Without an index, each deletion scans every table that refers to the row. */
  @Test
  void everyReferenceToARowThatLeavesHasAnIndex() {
    List<String> without =
        jdbc.sql(
                """
                select c.conrelid::regclass || ' to ' || c.confrelid::regclass from pg_constraint c
                 where c.contype = 'f' and c.confrelid::regclass::text = any(:tables)
                   and not exists (select from pg_index i where i.indrelid = c.conrelid and i.indkey[0] = c.conkey[1])
                """)
            .param("tables", retained().toArray(String[]::new))
            .query((row, number) -> row.getString(1))
            .list();
    assertThat(without).isEmpty();
  }

  /** A column of bytes is a hash, an encrypted value, or depends on no key. */
  @Test
  void everyColumnOfBytesIsNamed() {
    for (OwnedTable table : tables.all()) {
      assertThat(table.bytes())
          .as(table.name())
          .containsExactlyInAnyOrderElementsOf(
              column(
                  "select column_name from information_schema.columns where udt_name = 'bytea' and table_name = '"
                      + table.name()
                      + "'"));
    }
  }

  @Test
  void whatIsAboutAnAccountIsCopiedOrLeftOutForAReason() {
    assertThat(tables.all())
        .filteredOn(table -> table.none().contains(Question.COPY))
        .extracting(OwnedTable::name)
        .filteredOn(about()::contains)
        .containsExactlyInAnyOrderElementsOf(NOT_COPIED.keySet());
  }

  private Set<String> about() {
    return Set.copyOf(
        column(
            """
            select distinct table_name from information_schema.columns
             where column_name in ('account_id', 'sharer_id', 'issuer_id', 'owner_id')
            """));
  }

  /** The row of an account is deleted, and what refers to it in another way is erased before. */
  @Test
  void whatRefersToAnErasedAccountIsDeletedOrErased() {
    List<String> others =
        column(
            """
            select distinct conrelid::regclass::text from pg_constraint
             where contype = 'f' and confrelid = 'account'::regclass and confdeltype not in ('c', 'n')
            """);
    assertThat(others).isEmpty();
    Set<String> silent =
        tables.all().stream()
            .filter(table -> table.none().contains(Question.ERASURE))
            .map(OwnedTable::name)
            .collect(Collectors.toSet());
    assertThat(
            column(
                """
                select distinct table_name from information_schema.columns where column_name like '%\\_by\\_id'
                """))
        .doesNotContainAnyElementsOf(silent);
  }

  @Test
  void whatIsUsedOnceIsEndedByARestoreOrStaysForAReason() {
    Set<String> once =
        Set.copyOf(
            column(
                """
                select distinct table_name from information_schema.columns
                 where table_schema = current_schema()
                   and (column_name in ('code_hash', 'token_hash', 'used_at', 'voided_at') or column_name like '%challenge')
                """));
    assertThat(tables.all())
        .filteredOn(table -> table.none().contains(Question.RESTORE))
        .extracting(OwnedTable::name)
        .filteredOn(once::contains)
        .containsExactlyInAnyOrderElementsOf(KEPT_BY_RESTORE.keySet());
  }

  private Set<String> retained() {
    return tables.retained().stream().map(RetainedRows::table).collect(Collectors.toSet());
  }

  private List<String> column(String query) {
    return jdbc.sql(query).query((row, number) -> row.getString(1)).list();
  }

  private boolean isDeletedWith(String table, String parent) {
    return jdbc.sql(
            """
            select exists (select from pg_constraint
             where contype = 'f' and confdeltype = 'c'
               and conrelid = cast(:table as regclass) and confrelid = cast(:parent as regclass))
            """)
        .param("table", table)
        .param("parent", parent)
        .query(Boolean.class)
        .single();
  }
}
