/** User settings &gt; My groups. */
@NullMarked
package org.sallyport.selfservice.groups;

import org.jspecify.annotations.NullMarked;
