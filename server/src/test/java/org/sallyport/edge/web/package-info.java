/** The filter chains, headers and trusted proxies. */
@NullMarked
package org.sallyport.edge.web;

import org.jspecify.annotations.NullMarked;
