/**
 * The embedded database: a PostgreSQL server in the data folder, for every installation without
 * {@code spring.datasource.url}. It starts before the first connection and stops after the last.
 */
@ApplicationModule(
    allowedDependencies = {"policy :: start", "crypto", "examination", "monitoring", "nodes"})
@NullMarked
package org.sallyport.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
