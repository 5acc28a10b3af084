@NullMarked
package org.sallyport.platform.backup;

import org.jspecify.annotations.NullMarked;
