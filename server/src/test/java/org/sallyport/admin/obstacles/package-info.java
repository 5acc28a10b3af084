/** What keeps people out, in sentences. */
@NullMarked
package org.sallyport.admin.obstacles;

import org.jspecify.annotations.NullMarked;
