/** User actions in a browser: open it, type, press, read. */
package org.sallyport.browser.actions;
