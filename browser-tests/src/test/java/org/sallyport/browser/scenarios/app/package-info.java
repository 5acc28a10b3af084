/** Sallyport Authenticator and the computer beside it. */
@NullMarked
package org.sallyport.browser.scenarios.app;

import org.jspecify.annotations.NullMarked;
