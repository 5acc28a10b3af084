/** People who read another language than English. */
@NullMarked
package org.sallyport.browser.scenarios.languages;

import org.jspecify.annotations.NullMarked;
