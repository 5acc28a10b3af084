/** Calls of programs: the key of each, and the format of what they are refused. */
package org.sallyport.edge.web.keys;
