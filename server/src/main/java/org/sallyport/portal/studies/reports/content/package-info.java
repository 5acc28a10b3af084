/** The content tree of a structured report (PS3.3 C.17.3). */
@NamedInterface("content")
package org.sallyport.portal.studies.reports.content;

import org.springframework.modulith.NamedInterface;
