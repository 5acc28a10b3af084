/** Databases for tests, their rows and their locks. */
package org.sallyport.testing.database;
