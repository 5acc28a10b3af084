/** Each rule of sign-in as a person sees it. */
package org.sallyport.browser.scenarios.rules;
