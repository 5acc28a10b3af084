/**
 * The embedded database: a PostgreSQL server in the data folder, for every installation without
 * {@code spring.datasource.url}. It starts before the first connection and stops after the last.
 */
@ApplicationModule(
    allowedDependencies = {
      "platform.policy :: start",
      "platform.crypto",
      "platform.examination",
      "platform.monitoring",
      "platform.nodes"
    })
package org.sallyport.platform.database;

import org.springframework.modulith.ApplicationModule;
