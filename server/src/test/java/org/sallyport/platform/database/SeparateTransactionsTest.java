package org.sallyport.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.sallyport.testing.Poll;
import org.sallyport.testing.TestSettings;
import org.sallyport.testing.database.RecordingProxy;

class SeparateTransactionsTest {
  private static final RecordingProxy WIRE = TestSettings.OnAWire.WIRE;

  /** A pool that asks its first connection for its isolation level believes what it hears once. */
  @Test
  void aDatabaseThatDiesAtTheFirstConnectionIsUsedWhenItIsBack() {
    try (HikariDataSource requests = TestSettings.OnAWire.pool()) {
      SeparateTransactions separate =
          new SeparateTransactions(requests, new SqlStates().sqlExceptionTranslator());
      WIRE.dieAt("TRANSACTION ISOLATION");
      separate.answers(1);
      assertThat(Poll.until(Duration.ofSeconds(10), () -> separate.answers(1))).isTrue();
      separate.destroy();
    }
  }

  /** PostgreSQL refuses to write a file, as it does while its disk is full. */
  @Test
  void aDatabaseThatCannotWriteIsAsGoodAsNone() {
    try (HikariDataSource requests = TestSettings.OnAWire.pool()) {
      requests.setConnectionInitSql("set temp_file_limit = '64kB'");
      SeparateTransactions separate =
          new SeparateTransactions(requests, new SqlStates().sqlExceptionTranslator());
      assertThat(separate.answers(5)).isFalse();
      assertThat(separate.run(() -> separate.jdbc().sql("select 1").query(Integer.class).single()))
          .isEqualTo(1);
      separate.destroy();
    }
  }
}
