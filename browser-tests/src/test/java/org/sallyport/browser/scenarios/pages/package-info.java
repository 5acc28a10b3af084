/** Every page, at each width, light and dark: layout, accessibility, pictures. */
package org.sallyport.browser.scenarios.pages;
