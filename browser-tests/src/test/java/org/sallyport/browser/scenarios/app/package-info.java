/** Sallyport Authenticator and the computer beside it. */
package org.sallyport.browser.scenarios.app;
