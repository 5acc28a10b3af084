/** The filter chains, headers and whose word counts. */
@NullMarked
package org.sallyport.web;

import org.jspecify.annotations.NullMarked;
