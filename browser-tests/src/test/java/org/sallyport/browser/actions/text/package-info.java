/** A browser without script and layout, which reads pages over HTTP and fills in their forms. */
package org.sallyport.browser.actions.text;
