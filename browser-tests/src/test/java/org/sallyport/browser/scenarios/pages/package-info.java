/** Every page, at each width, light and dark: layout, accessibility, pictures. */
@NullMarked
package org.sallyport.browser.scenarios.pages;

import org.jspecify.annotations.NullMarked;
