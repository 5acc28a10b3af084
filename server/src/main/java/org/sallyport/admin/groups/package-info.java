/** Pages on groups: their members, and who administers them. */
@NullMarked
package org.sallyport.admin.groups;

import org.jspecify.annotations.NullMarked;
