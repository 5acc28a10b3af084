/** People who read another language than English. */
package org.sallyport.browser.scenarios.languages;
