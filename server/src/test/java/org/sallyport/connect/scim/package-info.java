@NullMarked
package org.sallyport.connect.scim;

import org.jspecify.annotations.NullMarked;
