package org.sallyport.platform.database;

import javax.sql.DataSource;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.stereotype.Component;

/** Migrations run on connections without time limits: changing a large table takes a while. */
@Component
class MigrationConnections implements FlywayConfigurationCustomizer {
  @Override
  public void customize(FluentConfiguration configuration) {
    DataSource pool = configuration.getDataSource();
    configuration.dataSource(PlainConnections.withoutLimits(pool));
  }
}
