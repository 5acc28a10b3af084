package org.sallyport.testing.archive;

import java.nio.file.Path;
import java.util.Locale;

/** The configuration of an Orthanc used as the archive. */
final class OrthancSettings {
  private OrthancSettings() {}

  /**
   * Builds the configuration. The extra main tags are needed for speed only: without them every
   * search opens the files of the studies it returns.
   *
   * @param folder of all its data
   * @param dicomWeb its DICOMweb plugin
   */
  static String of(Path folder, Path dicomWeb, int port, String username, String password) {
    return String.format(
        Locale.ROOT,
        """
        {
          "Name": "TEST",
          "StorageDirectory": "%1$s/objects",
          "IndexDirectory": "%1$s/index",
          "Plugins": ["%2$s"],
          "HttpPort": %3$d,
          "RemoteAccessAllowed": false,
          "AuthenticationEnabled": true,
          "RegisteredUsers": {"%4$s": "%5$s"},
          "DicomServerEnabled": false,
          "DicomWeb": {"Enable": true, "Root": "/dicom-web/", "EnableWado": false},
          "ExtraMainDicomTags": {
            "Study": ["ReferringPhysicianIdentificationSequence", "RequestingPhysician",
                      "RequestingPhysicianIdentificationSequence", "RequestAttributesSequence",
                      "ConsultingPhysicianName", "ConsultingPhysicianIdentificationSequence",
                      "NamesOfIntendedRecipientsOfResults",
                      "IntendedRecipientsOfResultsIdentificationSequence",
                      "IssuerOfPatientID"],
            "Instance": ["SOPClassUID"]
          }
        }
        """,
        folder,
        dicomWeb,
        port,
        username,
        password);
  }
}
