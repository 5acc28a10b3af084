/** The rules as experienced by users, in a real browser, on a phone and on a desktop. */
package org.sallyport.browser.scenarios;
