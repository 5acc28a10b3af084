package org.sallyport.portal.studies.reports.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sallyport.platform.messages.Language;
import org.sallyport.portal.archive.dicom.DicomObject;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class CodedTitleTest {
  private static String title(Language reader, String code, String scheme, String meaning) {
    String json =
        """
        {"0040A043": {"vr": "SQ", "Value": [{"00080100": {"vr": "SH", "Value": ["%s"]},
          "00080102": {"vr": "SH", "Value": ["%s"]}, "00080104": {"vr": "LO", "Value": ["%s"]}}]}}
        """
            .formatted(code, scheme, meaning);
    DicomObject object = new DicomObject((ObjectNode) new JsonMapper().readTree(json));
    return reader.compose(() -> CodedTitle.of(object));
  }

  @Test
  void ofAKnownCodeIsInTheReadersLanguage() {
    assertThat(title(Language.FRENCH, "113002", "DCM", "For Referring Provider"))
        .isEqualTo("Pour le médecin adresseur");
    assertThat(title(Language.GERMAN, "11528-7", "LN", "RADIOLOGY REPORT"))
        .isEqualTo("Radiologischer Befund");
    assertThat(title(Language.ARABIC, "113013", "DCM", "Best In Set"))
        .isEqualTo("الأفضل في المجموعة");
  }

  @Test
  void staysAsItsAuthorWroteItOtherwise() {
    assertThat(title(Language.FRENCH, "113002", "DCM", "Chez le docteur"))
        .isEqualTo("Chez le docteur");
    assertThat(title(Language.FRENCH, "113002", "99LOCAL", "For Referring Provider"))
        .isEqualTo("For Referring Provider");
    assertThat(title(Language.FRENCH, "4711", "LN", "Toe Report")).isEqualTo("Toe Report");
    assertThat(title(Language.ENGLISH, "113000", "DCM", "Of Interest")).isEqualTo("Of Interest");
  }
}
