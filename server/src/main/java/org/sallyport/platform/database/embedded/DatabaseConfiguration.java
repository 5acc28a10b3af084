package org.sallyport.platform.database.embedded;

import org.sallyport.platform.crypto.RandomValues;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/**
 * Starts the embedded database. The connection pool depends on {@link JdbcConnectionDetails}, which
 * depends on the server, so the server starts before the first connection and stops after the last.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(NoDatabaseNamed.class)
class DatabaseConfiguration {
  @Bean(destroyMethod = "close")
  EmbeddedDatabase embeddedDatabase(
      DataProperties properties, RandomValues random, ApplicationContext context) {
    DataFolder folder = new DataFolder(properties.data());
    if (!(context instanceof WebServerApplicationContext)) {
      return EmbeddedDatabase.ownOrBorrow(folder, random);
    }
    EmbeddedDatabase database = EmbeddedDatabase.own(folder, random);
    DatabaseEnd.watch(
        database, () -> AvailabilityChangeEvent.publish(context, LivenessState.BROKEN));
    return database;
  }

  @Bean
  JdbcConnectionDetails embeddedConnection(EmbeddedDatabase database) {
    return database.connection();
  }
}
