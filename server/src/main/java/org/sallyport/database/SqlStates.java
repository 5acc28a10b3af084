package org.sallyport.database;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.support.SQLErrorCodeSQLExceptionTranslator;
import org.springframework.jdbc.support.SQLExceptionTranslator;

/**
 * Translates SQLSTATEs by Spring's table for PostgreSQL. Spring's default translator knows standard
 * states only, so a lock that is not available (55P03) would be an uncategorized failure.
 */
@Configuration(proxyBeanMethods = false)
class SqlStates {
  @Bean
  SQLExceptionTranslator sqlExceptionTranslator() {
    return new SQLErrorCodeSQLExceptionTranslator("PostgreSQL");
  }
}
