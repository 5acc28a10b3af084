/** Every page, rendered from sample models without a server or a database. */
@NullMarked
package org.sallyport.pages;

import org.jspecify.annotations.NullMarked;
