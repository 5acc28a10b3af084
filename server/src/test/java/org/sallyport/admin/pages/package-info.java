@NullMarked
package org.sallyport.admin.pages;

import org.jspecify.annotations.NullMarked;
