/** The help desk's day. */
package org.sallyport.browser.scenarios.desk;
