/**
 * The database that comes along: a PostgreSQL of our own beside the application, in the folder of
 * its data, for every installation that names no other by {@code spring.datasource.url}. It starts
 * before the first connection and stops after the last.
 */
@ApplicationModule(allowedDependencies = {"policy", "crypto"})
@NullMarked
package org.sallyport.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
