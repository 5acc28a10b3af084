package org.sallyport.gate.secondfactor.push.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sallyport.testing.database.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** When a missing key file means loss of data. */
class KeyDependentRowsTest {
  private static JdbcClient fresh() {
    Map<String, Object> settings = TestDatabase.fresh();
    return JdbcClient.create(
        new DriverManagerDataSource(
            String.valueOf(settings.get("spring.datasource.url")), "postgres", "postgres"));
  }

  @Test
  void anEmptyDatabaseHoldsNothingMadeWithKeys() {
    JdbcClient jdbc = fresh();
    KeyDependentRows rows = new KeyDependentRows(jdbc);
    assertThat(rows.isThere()).as("before the first migration").isFalse();
    jdbc.sql("create table account (id int)").update();
    jdbc.sql("create table app_push_key (id int)").update();
    assertThat(rows.isThere()).isFalse();
    jdbc.sql("insert into account values (1)").update();
    assertThat(rows.isThere()).isTrue();
  }

  @Test
  void afterTheFirstStartTheKeyForPushServicesIsThereBeforeAnyAccount() {
    JdbcClient jdbc = fresh();
    jdbc.sql("create table account (id int)").update();
    jdbc.sql("create table app_push_key (id int)").update();
    jdbc.sql("insert into app_push_key values (1)").update();
    assertThat(new KeyDependentRows(jdbc).isThere()).isTrue();
  }
}
