/** How many answers with images each reader gets at once, in turn, and how slowly. */
@NullMarked
@NamedInterface("retrieval")
package org.sallyport.portal.studies.retrieval;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
