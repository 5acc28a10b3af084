/** The filter chains, headers and trusted proxies. */
@NullMarked
package org.sallyport.web;

import org.jspecify.annotations.NullMarked;
