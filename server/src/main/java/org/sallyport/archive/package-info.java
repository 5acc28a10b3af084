/** The DICOMweb archive behind the gate. */
@ApplicationModule(allowedDependencies = {"ids"})
@NullMarked
package org.sallyport.archive;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
