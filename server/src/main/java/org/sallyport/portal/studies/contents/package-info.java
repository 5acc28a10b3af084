/** What is in a study: its objects, those that are kept back, and the ones that are shown first. */
@NamedInterface("contents")
package org.sallyport.portal.studies.contents;

import org.springframework.modulith.NamedInterface;
