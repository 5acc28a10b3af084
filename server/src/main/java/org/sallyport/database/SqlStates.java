package org.sallyport.database;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.jdbc.support.SQLExceptionTranslator;

/** Maps SQLSTATEs of PostgreSQL (manual, appendix A) that Spring does not translate. */
@Configuration(proxyBeanMethods = false)
class SqlStates {
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  @Bean
  SQLExceptionTranslator sqlExceptionTranslator() {
    SQLExceptionSubclassTranslator translator = new SQLExceptionSubclassTranslator();
    translator.setCustomTranslator(
        (task, sql, fault) ->
            LOCK_NOT_AVAILABLE.equals(fault.getSQLState())
                ? new CannotAcquireLockException(task, fault)
                : null);
    return translator;
  }
}
