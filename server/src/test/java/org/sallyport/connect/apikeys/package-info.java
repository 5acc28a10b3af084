@NullMarked
package org.sallyport.connect.apikeys;

import org.jspecify.annotations.NullMarked;
