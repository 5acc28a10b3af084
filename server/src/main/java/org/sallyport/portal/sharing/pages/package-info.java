/** The pages on which people share studies and look after their shares. */
@NullMarked
package org.sallyport.portal.sharing.pages;

import org.jspecify.annotations.NullMarked;
