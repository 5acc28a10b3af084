/** User settings &gt; My groups. */
package org.sallyport.gate.selfservice.groups;
