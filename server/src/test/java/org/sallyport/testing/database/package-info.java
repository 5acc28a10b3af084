/** Databases for tests, their rows and their locks. */
@NullMarked
package org.sallyport.testing.database;

import org.jspecify.annotations.NullMarked;
