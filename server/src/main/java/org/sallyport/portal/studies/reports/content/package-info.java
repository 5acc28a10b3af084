/** The content tree of a structured report (PS3.3 C.17.3). */
@NamedInterface("content")
@NullMarked
package org.sallyport.portal.studies.reports.content;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
