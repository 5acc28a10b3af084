/** The pages of the help desk. */
@NullMarked
package org.sallyport.admin.desk;

import org.jspecify.annotations.NullMarked;
