/** A browser without script and layout, which reads pages over HTTP and fills in their forms. */
@NullMarked
package org.sallyport.browser.actions.text;

import org.jspecify.annotations.NullMarked;
