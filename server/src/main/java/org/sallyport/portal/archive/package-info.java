/**
 * Client of the DICOMweb archive behind the gateway: QIDO-RS and WADO-RS (DICOM PS3.18). URLs are
 * built from validated identifiers only, redirects are not followed, and large content is streamed.
 * This module makes no access decisions.
 */
@ApplicationModule(
    allowedDependencies = {
      "platform.ids",
      "platform.examination",
      "platform.installation",
      "platform.memory",
      "platform.monitoring",
      "platform.tracing",
      "platform.http"
    })
package org.sallyport.portal.archive;

import org.springframework.modulith.ApplicationModule;
