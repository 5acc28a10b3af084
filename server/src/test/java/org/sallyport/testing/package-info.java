/**
 * Shared test infrastructure: a real database, an adjustable clock, an HTTP client that keeps
 * cookies like a browser.
 */
@NullMarked
package org.sallyport.testing;

import org.jspecify.annotations.NullMarked;
