/**
 * The archive through the gate, at /dicom-web: GET only, each address taken apart and checked, each
 * object checked on every request.
 */
@NullMarked
package org.sallyport.studies.dicomweb;

import org.jspecify.annotations.NullMarked;
