/** The numbered steps of the user guide, carried out. */
@NullMarked
package org.sallyport.browser.scenarios.guide;

import org.jspecify.annotations.NullMarked;
