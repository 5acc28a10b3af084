@NullMarked
package org.sallyport.platform.database;

import org.jspecify.annotations.NullMarked;
