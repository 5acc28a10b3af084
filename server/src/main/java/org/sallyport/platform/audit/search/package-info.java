/** Searching the audit log, and its forms for export: CSV and lines of JSON. */
@NamedInterface("search")
@NullMarked
package org.sallyport.platform.audit.search;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
