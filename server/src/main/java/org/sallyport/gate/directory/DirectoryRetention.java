package org.sallyport.gate.directory;

import org.sallyport.platform.retention.RetainedRows;
import org.sallyport.platform.retention.RetentionPeriod;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Retention of what is known of people without an account, and of servers that are read no more.
 */
@Configuration(proxyBeanMethods = false)
class DirectoryRetention {
  @Bean
  RetainedRows oldDirectoryConflicts(JdbcClient jdbc) {
    return RetainedRows.of(
        jdbc, "directory_conflict", RetentionPeriod.MESSAGES, "last_at < :before");
  }

  /** A server whose position is deleted is read as a whole again. */
  @Bean
  RetainedRows oldDirectoryPositions(JdbcClient jdbc) {
    return RetainedRows.of(
        jdbc, "directory_position", RetentionPeriod.MESSAGES, "read_at < :before");
  }
}
