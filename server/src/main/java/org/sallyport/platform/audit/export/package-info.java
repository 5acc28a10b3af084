/** The audit log as files. */
@NamedInterface("export")
@NullMarked
package org.sallyport.platform.audit.export;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
