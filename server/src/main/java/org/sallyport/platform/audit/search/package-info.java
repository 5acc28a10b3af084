/** Searching the audit log, and its forms for export: CSV and lines of JSON. */
@NamedInterface("search")
package org.sallyport.platform.audit.search;

import org.springframework.modulith.NamedInterface;
