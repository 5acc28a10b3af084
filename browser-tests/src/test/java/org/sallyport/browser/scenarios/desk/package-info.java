/** The help desk's day. */
@NullMarked
package org.sallyport.browser.scenarios.desk;

import org.jspecify.annotations.NullMarked;
