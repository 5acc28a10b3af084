/** The page of a study, its parts, and what other pages of studies share with it. */
@NamedInterface("pages")
package org.sallyport.portal.studies.pages;

import org.springframework.modulith.NamedInterface;
