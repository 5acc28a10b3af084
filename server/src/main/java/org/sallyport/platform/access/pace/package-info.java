/** How slowly a response may be read, and how many exports run at once. */
@NamedInterface("pace")
package org.sallyport.platform.access.pace;

import org.springframework.modulith.NamedInterface;
