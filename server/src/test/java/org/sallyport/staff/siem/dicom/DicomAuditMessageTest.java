package org.sallyport.staff.siem.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sallyport.platform.audit.search.AuditKinds;
import org.sallyport.platform.audit.search.AuditRecord;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.PatientNumber;
import org.sallyport.platform.ids.StudyUid;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class DicomAuditMessageTest {
  private static final StudyUid STUDY = new StudyUid("1.2.840.113619.2.1");
  private static final UUID OWNER = UUID.randomUUID();

  static Stream<String> types() {
    return AuditKinds.byArea().values().stream().flatMap(List::stream);
  }

  @ParameterizedTest
  @MethodSource("types")
  void everyEventIsAMessageOfTheSchema(String type) throws Exception {
    schema().newValidator().validate(source(message(type, "Firefox 145").xml()));
  }

  @Test
  void theSchemaRefusesWhatIsNone() throws Exception {
    String xml = message("StudyEvent.Opened", "Firefox").xml();
    for (String wrong :
        List.of(
            xml.replace("EventOutcomeIndicator=\"0\"", "EventOutcomeIndicator=\"1\""),
            xml.replaceAll("<AuditSource.*</AuditSourceIdentification>", ""),
            xml.replaceAll(" UserIsRequestor=\"true\"", ""))) {
      assertThatThrownBy(() -> schema().newValidator().validate(source(wrong)))
          .isInstanceOf(SAXException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SignInEvent.Completed, 110114, 110122, E, 0",
    "SignInEvent.PasswordRefused, 110114, 110122, E, 4",
    "SignInEvent.Ended, 110114, 110123, E, 0",
    "LockEvent.Locked, 110113, 110137, E, 8",
    "StudyEvent.Opened, 110103, '', R, 0",
    "StudyEvent.Refused, 110103, '', R, 4",
    "StudyEvent.RefusalsOmitted, 110113, 110132, E, 8",
    "ShareEvent.RefusalsOmitted, 110113, 110132, E, 8",
    "ShareEvent.ReportOpened, 110103, '', R, 0",
    "StudyEvent.Shown, 110103, '', R, 0",
    "ShareEvent.Shown, 110103, '', R, 0",
    "StudyEvent.Downloaded, 110106, '', R, 0",
    "StudyEvent.Published, 110107, '', C, 0",
    "StudyEvent.Searched, 110112, '', E, 0",
    "ShareEvent.Shared, 110113, 110135, E, 0",
    "AccountEvent.RoleChanged, 110113, 110136, E, 0",
    "SystemEvent.AuditExportStopped, 110113, 110133, E, 8",
    "SystemEvent.KeyRetired, 110113, 110129, E, 0"
  })
  void eventsHaveTheCodesOfPs315(
      String type, String id, String typeCode, String action, String outcome) throws Exception {
    String xml = message(type, "Firefox").xml();
    assertThat(read(xml, "//EventID/@csd-code")).isEqualTo(id);
    assertThat(read(xml, "//EventTypeCode/@csd-code")).isEqualTo(typeCode);
    assertThat(read(xml, "//@EventActionCode")).isEqualTo(action);
    assertThat(read(xml, "//@EventOutcomeIndicator")).isEqualTo(outcome);
  }

  @Test
  void whoWhereWhichStudyAndWhosePatient() throws Exception {
    String xml = message("StudyEvent.Opened", "Firefox").xml();
    assertThat(read(xml, "//ActiveParticipant/@UserID")).isEqualTo("jdoe");
    assertThat(read(xml, "//ActiveParticipant/@AlternativeUserID")).isEqualTo(OWNER.toString());
    assertThat(read(xml, "//@NetworkAccessPointID")).isEqualTo("2001:db8::7");
    assertThat(read(xml, "//@NetworkAccessPointTypeCode")).isEqualTo("2");
    assertThat(read(xml, "//@AuditSourceID")).isEqualTo("portal.example");
    assertThat(
            read(xml, "//*[ParticipantObjectIDTypeCode/@csd-code='110180']/@ParticipantObjectID"))
        .isEqualTo(STUDY.value());
    assertThat(read(xml, "//*[@ParticipantObjectTypeCodeRole='1']/@ParticipantObjectID"))
        .isEqualTo("4711^^^CHUB");
    assertThat(
            new String(
                Base64.getDecoder()
                    .decode(read(xml, "//ParticipantObjectDetail[@type='event']/@value")),
                StandardCharsets.UTF_8))
        .isEqualTo("{\"id\":12}");
  }

  @Test
  void M03_nothingInAnEventBreaksTheXmlOrItsLine() throws Exception {
    String hostile = "a\r\nb\u0000\u001b\u0085\u2028<x a='1'>\"]]>&amp;\uD83D \uFFFEé漢\uD83D\uDE00";
    String xml = message("StudyEvent.Downloaded", hostile).xml();
    schema().newValidator().validate(source(xml));
    assertThat(xml).doesNotContain("\n", "\r", "\u0000", "\u001b", "\u0085", "\u2028");
    assertThat(read(xml, "//ActiveParticipant[2]/@UserID"))
        .isEqualTo("a  b    <x a='1'>\"]]>&amp;   é漢\uD83D\uDE00");
  }

  private static DicomAuditMessage message(String type, String browser) {
    AuditRecord event =
        new AuditRecord(
            12,
            Instant.parse("2026-11-24T09:00:00.001Z"),
            type,
            new AccountId(OWNER),
            null,
            "2001:db8::7",
            browser,
            null,
            null,
            "{\"found\": 3}",
            7,
            "6b31");
    return new DicomAuditMessage(
        event,
        "jdoe",
        List.of(STUDY),
        List.of(new PatientNumber("CHUB", "4711")),
        "{\"id\":12}",
        URI.create("https://portal.example"));
  }

  private static Schema schema() throws SAXException {
    return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(DicomAuditMessageTest.class.getResource("/dicom/audit-message.xsd"));
  }

  private static StreamSource source(String xml) {
    return new StreamSource(new StringReader(xml));
  }

  private static String read(String xml, String path) throws Exception {
    return XPathFactory.newInstance()
        .newXPath()
        .evaluate(path, new InputSource(new StringReader(xml)));
  }
}
