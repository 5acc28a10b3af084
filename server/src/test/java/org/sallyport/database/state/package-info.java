@NullMarked
package org.sallyport.database.state;

import org.jspecify.annotations.NullMarked;
