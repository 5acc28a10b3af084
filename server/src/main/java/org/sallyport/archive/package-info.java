/**
 * The DICOMweb archive behind the gate: QIDO-RS and WADO-RS as a client (DICOM PS3.18). Addresses
 * are built from checked identifiers alone, no redirect is followed, and what is large passes in a
 * stream. This room knows nothing of who may see what.
 */
@ApplicationModule(allowedDependencies = {"ids", "installation"})
@NullMarked
package org.sallyport.archive;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
