/** Takes a person out of the audit log, whose chain still verifies. */
@NamedInterface("erasure")
package org.sallyport.platform.audit.erasure;

import org.springframework.modulith.NamedInterface;
