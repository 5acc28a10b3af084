@NullMarked
package org.sallyport.connect.scim.filter;

import org.jspecify.annotations.NullMarked;
