/** The audit log as files. */
@NamedInterface("export")
package org.sallyport.platform.audit.export;

import org.springframework.modulith.NamedInterface;
