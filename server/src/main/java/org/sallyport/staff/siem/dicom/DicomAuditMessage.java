package org.sallyport.staff.siem.dicom;

import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.audit.search.AuditRecord;
import org.sallyport.platform.events.EventType;
import org.sallyport.platform.events.facts.AuditCode;
import org.sallyport.platform.ids.PatientNumber;
import org.sallyport.platform.ids.StudyUid;

/**
 * An audit event as an audit message of DICOM PS3.15 A.5, which descends from RFC 3881.
 *
 * @param username of the account concerned; null if it is unknown or was removed
 * @param studies the studies concerned
 * @param patients whose studies they are, as far as the archive says
 * @param line the event as JSON, kept whole as a detail
 * @param source the public address of this installation
 */
public record DicomAuditMessage(
    AuditRecord event,
    @Nullable String username,
    List<StudyUid> studies,
    Collection<PatientNumber> patients,
    String line,
    URI source) {

  private static final String SYSTEM = "2";
  private static final String PERSON = "1";
  private static final String ROLE_PATIENT = "1";
  private static final String ROLE_REPORT = "3";
  private static final String ROLE_USER = "11";
  private static final String ROLE_RESOURCE = "13";
  private static final String ROLE_QUERY = "24";
  private static final String STUDY_ROOT_FIND = "1.2.840.10008.5.1.4.1.2.2.1";
  private static final String APPLICATION_SERVER = "4";

  /** The message, as one line of XML. */
  public String xml() {
    StringWriter text = new StringWriter();
    try {
      MessageWriter out =
          new MessageWriter(XMLOutputFactory.newFactory().createXMLStreamWriter(text));
      write(out);
      out.end();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("an audit message cannot be written", e);
    }
    return text.toString();
  }

  private void write(MessageWriter out) throws XMLStreamException {
    AuditCode code =
        EventType.of(event.type()).map(EventType::code).orElse(AuditCode.USER_RIGHTS_CHANGED);
    out.begin();
    eventIdentification(out, code);
    participants(out, code);
    out.open("AuditSourceIdentification", "AuditSourceID", source.getHost());
    out.empty("AuditSourceTypeCode", "csd-code", APPLICATION_SERVER);
    out.close();
    objects(out, code);
  }

  private void eventIdentification(MessageWriter out, AuditCode code) throws XMLStreamException {
    out.open(
        "EventIdentification",
        "EventActionCode",
        code.action(),
        "EventDateTime",
        DateTimeFormatter.ISO_INSTANT.format(event.at()),
        "EventOutcomeIndicator",
        outcome());
    eventKind(out, code);
    out.close();
  }

  private void eventKind(MessageWriter out, AuditCode code) throws XMLStreamException {
    out.code("EventID", Code.dicom(code.id().value(), code.id().meaning()));
    AuditCode.Type type = code.type();
    if (type != null) {
      out.code("EventTypeCode", Code.dicom(type.value(), type.meaning()));
    }
    out.text("EventOutcomeDescription", event.type());
  }

  private String outcome() {
    return switch (EventType.outcomeOf(event.type())) {
      case SUCCESS -> "0";
      case REFUSED -> "4";
      case ALERT -> "8";
    };
  }

  /** Who acted, and for an export also where it went. */
  private void participants(MessageWriter out, AuditCode code) throws XMLStreamException {
    out.participant(
        user(),
        text(event.actor() == null ? event.account() : event.actorAccount()),
        event.address(),
        true);
    if (code == AuditCode.EXPORT) {
      out.code("RoleIDCode", Code.SOURCE);
      out.close();
      out.participant(event.browser(), null, event.address(), false);
      out.code("RoleIDCode", Code.DESTINATION);
    }
    out.close();
  }

  private String user() {
    if (event.actor() != null) {
      return event.actor();
    }
    if (username != null) {
      return username;
    }
    return event.account() == null ? "unknown" : event.account().toString();
  }

  private void objects(MessageWriter out, AuditCode code) throws XMLStreamException {
    if (code == AuditCode.AUDIT_LOG_USED) {
      logObject(out);
    }
    if (code == AuditCode.QUERY) {
      queryObject(out);
    }
    studyObjects(out);
    patientObjects(out);
    accountObject(out);
  }

  private void logObject(MessageWriter out) throws XMLStreamException {
    out.object(source.resolve("/admin/audit").toString(), SYSTEM, ROLE_RESOURCE, Code.ADDRESS);
    out.text("ParticipantObjectName", "Security Audit Log");
    out.close();
  }

  private void queryObject(MessageWriter out) throws XMLStreamException {
    out.object(STUDY_ROOT_FIND, SYSTEM, ROLE_QUERY, Code.SOP_CLASS);
    out.text("ParticipantObjectQuery", base64(event.details()));
    out.close();
  }

  private void studyObjects(MessageWriter out) throws XMLStreamException {
    for (StudyUid study : studies) {
      out.object(study.value(), SYSTEM, ROLE_REPORT, Code.STUDY);
      out.text("ParticipantObjectName", study.value());
      out.close();
    }
  }

  private void patientObjects(MessageWriter out) throws XMLStreamException {
    for (PatientNumber patient : patients) {
      String id = patient.number() + "^^^" + patient.issuer();
      out.object(id, PERSON, ROLE_PATIENT, Code.PATIENT);
      out.text("ParticipantObjectName", patient.number());
      out.close();
    }
  }

  /** The account concerned, and the event itself as its detail. */
  private void accountObject(MessageWriter out) throws XMLStreamException {
    String account = event.account() == null ? "none" : event.account().toString();
    out.object(account, PERSON, ROLE_USER, Code.USER);
    out.text("ParticipantObjectName", username == null ? account : username);
    out.empty("ParticipantObjectDetail", "type", "event", "value", base64(line));
    out.close();
  }

  private static @Nullable String text(@Nullable Object id) {
    return id == null ? null : id.toString();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
