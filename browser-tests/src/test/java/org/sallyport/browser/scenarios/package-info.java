/** The rules as a person meets them, in a real browser, on a phone and at a desk. */
@NullMarked
package org.sallyport.browser.scenarios;

import org.jspecify.annotations.NullMarked;
