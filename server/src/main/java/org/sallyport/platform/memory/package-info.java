/**
 * How much memory what others send may take: answers of the archive and large forms, counted in
 * bytes for each reader and for all of them together.
 */
@ApplicationModule(allowedDependencies = {})
package org.sallyport.platform.memory;

import org.springframework.modulith.ApplicationModule;
