@NullMarked
package org.sallyport.database;

import org.jspecify.annotations.NullMarked;
