/**
 * What tests share: a real database, a clock that turns, a client that keeps cookies as a browser
 * does.
 */
@NullMarked
package org.sallyport.testing;

import org.jspecify.annotations.NullMarked;
