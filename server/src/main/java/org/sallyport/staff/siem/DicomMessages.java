package org.sallyport.staff.siem;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.AccountNames;
import org.sallyport.platform.audit.search.AuditJson;
import org.sallyport.platform.audit.search.AuditRecord;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.PatientNumber;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.platform.installation.Installation;
import org.sallyport.portal.studies.PatientsOfStudies;
import org.sallyport.staff.siem.dicom.DicomAuditMessage;
import org.sallyport.staff.siem.syslog.SyslogMessage;
import org.sallyport.staff.siem.syslog.SyslogProperties;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Audit events as DICOM audit messages (PS3.15 A.5), with the patients of their studies. */
@Component
@RequiredArgsConstructor
class DicomMessages implements AuditMessages {
  /** PS3.15 A.6. */
  private static final String MESSAGE_ID = "DICOM+RFC3881";

  private final AuditJson lines;
  private final AccountNames names;
  private final PatientsOfStudies patients;
  private final Installation installation;
  private final JsonMapper json;

  @Override
  public SyslogProperties.Format format() {
    return SyslogProperties.Format.DICOM;
  }

  @Override
  public List<SyslogMessage> of(List<AuditRecord> events) {
    Map<AccountId, String> usernames = names.usernames(AuditMessages.accounts(events));
    List<List<StudyUid>> studies = events.stream().map(this::studies).toList();
    Map<StudyUid, PatientNumber> whose = whose(studies);
    List<SyslogMessage> messages = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      AuditRecord event = events.get(i);
      @Nullable String username = event.account() == null ? null : usernames.get(event.account());
      messages.add(message(event, username, studies.get(i), whose));
    }
    return messages;
  }

  private SyslogMessage message(
      AuditRecord event,
      @Nullable String username,
      List<StudyUid> studies,
      Map<StudyUid, PatientNumber> whose) {
    Set<PatientNumber> patients =
        studies.stream()
            .flatMap(study -> Stream.ofNullable(whose.get(study)))
            .collect(Collectors.toUnmodifiableSet());
    String line = lines.line(event, username);
    DicomAuditMessage message =
        new DicomAuditMessage(event, username, studies, patients, line, installation.publicUrl());
    return new SyslogMessage(event, MESSAGE_ID, SyslogMessage.MARK + message.xml());
  }

  private Map<StudyUid, PatientNumber> whose(Collection<List<StudyUid>> studies) {
    Set<StudyUid> all = studies.stream().flatMap(List::stream).collect(Collectors.toSet());
    return patients.of(all);
  }

  private List<StudyUid> studies(AuditRecord event) {
    JsonNode details = json.readTree(event.details());
    List<StudyUid> studies = new ArrayList<>();
    StudyUid.parse(details.path("study").path("value").asString("")).ifPresent(studies::add);
    for (JsonNode study : details.path("studies")) {
      StudyUid.parse(study.path("value").asString("")).ifPresent(studies::add);
    }
    return studies;
  }
}
