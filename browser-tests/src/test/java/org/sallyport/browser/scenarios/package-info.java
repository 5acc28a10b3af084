/** The rules as experienced by users, in a real browser, on a phone and on a desktop. */
@NullMarked
package org.sallyport.browser.scenarios;

import org.jspecify.annotations.NullMarked;
