/** The numbered steps of the user guide, carried out. */
package org.sallyport.browser.scenarios.guide;
