/** The page of the study list: its filters, order, and picked studies. */
@NamedInterface("list")
package org.sallyport.portal.studies.pages.list;

import org.springframework.modulith.NamedInterface;
