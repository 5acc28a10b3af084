@NullMarked
package org.sallyport.backup;

import org.jspecify.annotations.NullMarked;
