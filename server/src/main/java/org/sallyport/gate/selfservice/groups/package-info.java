/** User settings &gt; My groups. */
@NullMarked
package org.sallyport.gate.selfservice.groups;

import org.jspecify.annotations.NullMarked;
