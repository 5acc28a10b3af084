@NullMarked
package org.sallyport.connect.adminapi;

import org.jspecify.annotations.NullMarked;
