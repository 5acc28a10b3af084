/** Each rule of sign-in as a person sees it. */
@NullMarked
package org.sallyport.browser.scenarios.rules;

import org.jspecify.annotations.NullMarked;
