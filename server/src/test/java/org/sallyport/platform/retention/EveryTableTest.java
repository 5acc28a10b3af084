package org.sallyport.platform.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.sallyport.testing.SallyportTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** No table grows without bound (rule 41): each is registered, or listed here with the reason. */
@SallyportTest
class EveryTableTest {
  /** Rows of these tables are deleted with the row they belong to. */
  private static final Map<String, String> LEAVES_WITH =
      Map.of(
          "trusted_browser_token", "trusted_browser",
          "account_change", "sign_in",
          "share_link", "share",
          "share_code", "share_session",
          "app_subscription", "app_device");

  /**
   * The size of these tables depends on the number of accounts, devices or studies, not of
   * operations.
   */
  private static final Map<String, String> STAYS =
      Map.ofEntries(
          Map.entry("account", "a person, for as long as the hospital knows them"),
          Map.entry("account_word", "one row an account"),
          Map.entry("sms_risk_consent", "one row an account at most"),
          Map.entry("physician_number", "of an account; replaced by an import"),
          Map.entry("scim_user", "of an account, until it is erased"),
          Map.entry("scim_group", "a practice, until it is deleted"),
          Map.entry("directory_person", "of an account, and the person it belongs to"),
          Map.entry("federated_identity", "of an account, one for each issuer of the settings"),
          Map.entry("directory_sync", "one row a directory"),
          Map.entry("directory_leaver", "200 a directory that is stopped; gone when it goes on"),
          Map.entry("care_group", "a practice or a department"),
          Map.entry("group_member", "of an account and a group"),
          Map.entry("confirmed_name", "of an account; taken back by an admin"),
          Map.entry("totp_secret", "a linked app, until it is removed; one unconfirmed at most"),
          Map.entry("delayed_change", "of an account, one of a kind; gone when it is due"),
          Map.entry("recovery_sheet", "gone after five minutes"),
          Map.entry("passkey", "a linked passkey, until it is removed"),
          Map.entry("app_push_key", "one row"),
          Map.entry("named_group", "which group a setting or an application means"),
          Map.entry("oidc_client", "an application"),
          Map.entry("oidc_consent", "one row for an account and an application, until withdrawn"),
          Map.entry("oidc_key", "two or three rows; SigningKeys"),
          Map.entry("study_index", "the archive's studies; one that is gone is removed"),
          Map.entry("patient_number", "of an account; replaced by an import"),
          Map.entry("study_patient", "the archive's studies; one that is gone is removed"),
          Map.entry("archive_feed", "one row"),
          Map.entry("study_mail", "of an account, until its owner wants no mails"),
          Map.entry("study_person", "the archive's studies; one that is gone is removed"),
          Map.entry("audit_checkpoint", "one row a file of exported audit events"),
          Map.entry("audit_event_name", "with its event"),
          Map.entry("audit_export", "one row"),
          Map.entry("audit_seal", "one row an hour; removed with the events before it"),
          Map.entry("flyway_schema_history", "one row a migration"));

  @Autowired List<RetainedRows> registered;
  @Autowired JdbcClient jdbc;

  @Test
  void isRegisteredOrExemptWithAReason() {
    TreeSet<String> known = new TreeSet<>(STAYS.keySet());
    known.addAll(LEAVES_WITH.keySet());
    registered.forEach(rows -> known.add(rows.table()));
    assertThat(known).containsExactlyInAnyOrderElementsOf(tables());
  }

  @Test
  void exemptTablesAreNotRegistered() {
    assertThat(registered)
        .extracting(RetainedRows::table)
        .doesNotContainAnyElementsOf(STAYS.keySet());
  }

  @Test
  void whatLeavesWithAnotherRowIsDeletedByTheDatabase() {
    LEAVES_WITH.forEach(
        (table, parent) -> {
          assertThat(registered).extracting(RetainedRows::table).contains(parent);
          assertThat(isDeletedWith(table, parent)).as("%s with %s", table, parent).isTrue();
        });
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
            .param("tables", registered.stream().map(RetainedRows::table).toArray(String[]::new))
            .query((row, number) -> row.getString(1))
            .list();
    assertThat(without).isEmpty();
  }

  private List<String> tables() {
    return jdbc.sql("select tablename from pg_tables where schemaname = 'public'")
        .query((row, number) -> row.getString(1))
        .list();
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
