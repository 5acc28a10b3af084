/**
 * Shared test infrastructure: a real database, an adjustable clock, an HTTP client that keeps
 * cookies like a browser.
 */
package org.sallyport.testing;
