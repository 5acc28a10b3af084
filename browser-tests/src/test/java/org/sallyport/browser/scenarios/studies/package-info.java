/** Studies listed, viewed, read and shared. */
@NullMarked
package org.sallyport.browser.scenarios.studies;

import org.jspecify.annotations.NullMarked;
