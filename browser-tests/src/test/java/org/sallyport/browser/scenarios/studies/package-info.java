/** Studies listed, viewed, read and shared. */
package org.sallyport.browser.scenarios.studies;
