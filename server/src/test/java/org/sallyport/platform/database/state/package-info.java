@NullMarked
package org.sallyport.platform.database.state;

import org.jspecify.annotations.NullMarked;
