package org.sallyport.platform.database;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.support.SQLErrorCodeSQLExceptionTranslator;
import org.springframework.jdbc.support.SQLExceptionTranslator;

/**
 * Translates SQLSTATEs by Spring's table for PostgreSQL. Spring's default translator knows standard
 * states only, so a lock that is not available (55P03) would be an uncategorized failure. A server
 * that can only be read is as good as none.
 */
@Configuration(proxyBeanMethods = false)
class SqlStates {
  private static final String READ_ONLY = "25006";

  @Bean
  SQLExceptionTranslator sqlExceptionTranslator() {
    SQLErrorCodeSQLExceptionTranslator states =
        new SQLErrorCodeSQLExceptionTranslator("PostgreSQL");
    states.setCustomTranslator(
        (task, sql, fault) ->
            READ_ONLY.equals(fault.getSQLState())
                ? new DataAccessResourceFailureException("the database takes no changes", fault)
                : null);
    return states;
  }
}
