package org.sallyport.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.sallyport.platform.database.state.SchemaState;
import org.sallyport.platform.examination.Finding;
import org.sallyport.testing.Poll;
import org.sallyport.testing.database.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The tables of a newer version, as an older server finds them. */
class SchemaStateTest {
  private final String url = String.valueOf(TestDatabase.migrated().get("spring.datasource.url"));

  @Test
  void newerTablesAreAWarningWhileTheNewerVersionRunsAndOtherwiseAnError() throws Exception {
    JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(url, "postgres", "postgres"));
    jdbc.sql(
            """
            insert into flyway_schema_history (installed_rank, version, description, type, script, installed_by, execution_time, success)
            values (900, '29990101.000000', 'later', 'SQL', 'V29990101_000000__later.sql', 'x', 1, true)
            """)
        .update();
    Properties newer = new Properties();
    newer.setProperty("user", "postgres");
    newer.setProperty("password", "postgres");
    newer.setProperty("ApplicationName", "sallyport node 99.0 k1");
    try (Connection running = DriverManager.getConnection(url, newer)) {
      assertThat(running.isValid(5)).isTrue();
      assertThat(SchemaState.examine(jdbc))
          .extracting(Finding::severity)
          .containsExactly(Finding.Severity.WARNING);
    }
    assertThat(Poll.until(Duration.ofSeconds(10), () -> isError(SchemaState.examine(jdbc))))
        .isTrue();
  }

  private static boolean isError(List<Finding> findings) {
    return findings.getFirst().severity() == Finding.Severity.ERROR;
  }
}
