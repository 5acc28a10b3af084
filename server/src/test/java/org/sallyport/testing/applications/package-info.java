/** Real applications of others that sign people in at the portal. */
@NullMarked
package org.sallyport.testing.applications;

import org.jspecify.annotations.NullMarked;
