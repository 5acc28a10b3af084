/** User actions in a browser: open it, type, press, read. */
@NullMarked
package org.sallyport.browser.actions;

import org.jspecify.annotations.NullMarked;
