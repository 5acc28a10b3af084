/** How many answers with images each reader gets at once, in turn, and how slowly. */
@NamedInterface("retrieval")
package org.sallyport.portal.studies.retrieval;

import org.springframework.modulith.NamedInterface;
