package org.sallyport.staff.admin.audit;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.platform.audit.search.AuditCriteria;
import org.sallyport.platform.audit.search.AuditCriteria.ActingPerson;
import org.sallyport.platform.audit.search.AuditKinds;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.PatientNumber;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.installation.TypedDates;
import org.sallyport.platform.messages.Messages;
import org.sallyport.portal.studies.PatientsOfStudies;
import org.springframework.stereotype.Component;

/** Turns the search form into criteria. */
@Component
@RequiredArgsConstructor
class FormCheck {
  private static final Pattern ID =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

  private final Accounts accounts;
  private final PatientsOfStudies patients;
  private final Installation installation;

  CheckedForm check(AuditForm form) {
    Map<String, String> problems = new LinkedHashMap<>();
    AuditCriteria criteria = criteria(form.filledIn(), problems);
    return new CheckedForm(criteria, problems);
  }

  private AuditCriteria criteria(Map<String, String> typed, Map<String, String> problems) {
    return new AuditCriteria(
        person(typed.get("person"), problems),
        studies(typed.get("study"), typed.get("patient"), problems),
        actor(typed.get("actor")),
        kinds(typed.get("kind"), problems),
        time("from", typed.get("from"), problems),
        time("until", typed.get("until"), problems));
  }

  private @Nullable AccountId person(@Nullable String typed, Map<String, String> problems) {
    if (typed == null) {
      return null;
    }
    Optional<AccountId> account =
        accounts.findByUsername(typed).map(Account::id).or(() -> byId(typed));
    if (account.isEmpty()) {
      problems.put("person", Messages.text("audit.refused.person"));
    }
    return account.orElse(null);
  }

  /** An account that was erased is known by its id alone. */
  private static Optional<AccountId> byId(String typed) {
    return ID.matcher(typed).matches()
        ? Optional.of(new AccountId(UUID.fromString(typed)))
        : Optional.empty();
  }

  /** Of a study and a patient, the study if it is the patient's. */
  private @Nullable List<StudyUid> studies(
      @Nullable String study, @Nullable String patient, Map<String, String> problems) {
    if (study == null) {
      return patient == null ? null : ofPatient(patient, problems);
    }
    Optional<StudyUid> uid = StudyUid.parse(study);
    if (uid.isEmpty()) {
      problems.put("study", Messages.text("audit.refused.study"));
      return List.of();
    }
    return patient == null
        ? List.of(uid.get())
        : ofPatient(patient, problems).stream().filter(uid.get()::equals).toList();
  }

  private List<StudyUid> ofPatient(String typed, Map<String, String> problems) {
    PatientNumber patient =
        PatientNumber.parse(typed).orElseGet(() -> new PatientNumber("", typed));
    List<StudyUid> studies = patients.studies(patient.issuer(), patient.number());
    if (studies.isEmpty()) {
      problems.put("patient", Messages.text("audit.refused.patient"));
    }
    return studies;
  }

  /** Somebody with an account, by username or id, or a system user whose name was recorded. */
  private @Nullable ActingPerson actor(@Nullable String typed) {
    if (typed == null) {
      return null;
    }
    return accounts
        .findByUsername(typed)
        .map(Account::id)
        .or(() -> byId(typed))
        .map(account -> new ActingPerson(typed, account))
        .orElseGet(() -> new ActingPerson(typed, null));
  }

  private static @Nullable List<String> kinds(
      @Nullable String typed, Map<String, String> problems) {
    if (typed == null) {
      return null;
    }
    List<String> types = AuditKinds.types(typed);
    if (types.isEmpty()) {
      problems.put("kind", Messages.text("audit.refused.kind"));
    }
    return types;
  }

  private @Nullable Instant time(
      String field, @Nullable String typed, Map<String, String> problems) {
    if (typed == null) {
      return null;
    }
    Optional<LocalDateTime> time = TypedDates.time(typed);
    if (time.isEmpty()) {
      problems.put(field, Messages.text("audit.refused.time"));
    }
    return time.map(it -> it.atZone(installation.zone()).toInstant()).orElse(null);
  }
}
