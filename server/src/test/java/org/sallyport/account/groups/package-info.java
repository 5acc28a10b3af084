@NullMarked
package org.sallyport.account.groups;

import org.jspecify.annotations.NullMarked;
