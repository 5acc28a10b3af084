package org.sallyport.portal.studies.names;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.ids.PatientNumber;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.archive.dicom.Physician;
import org.sallyport.portal.archive.dicom.Physician.Part;
import org.sallyport.portal.archive.dicom.StudyEntry;
import org.sallyport.portal.studies.StudiesProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The physicians and the patient that each study names. Every response of the archive that is read
 * is written here, so the view study_grant agrees with it. Rows are written only if they differ,
 * and in the order of the study UIDs, so that two writers never wait for each other.
 */
@Repository
public class IndexedNames {
  private static final int MAX_IDENTIFIER_LENGTH = 64;
  private static final int MAX_NUMBER_LENGTH = 128;
  private static final int MAX_NAME_LENGTH = 324;

  /** Of the index; a study that is not in it yet gets it with its row there. */
  private static final String PATIENT_SORT =
      "coalesce((select patient_sort from study_index where study_uid = :uid), '')";

  private static final String INSERT_PHYSICIAN =
      String.format(
          Locale.ROOT,
          """
          insert into study_person (study_uid, part, issuer, number, name, study_date, performed,
            patient_sort, seen_at)
          values (:uid, :part, :issuer, :number, :name, :date, :performed, %s, :now)
          on conflict do nothing
          """,
          PATIENT_SORT);

  private static final String SET_PATIENT =
      String.format(
          Locale.ROOT,
          """
          insert into study_patient (study_uid, issuer, number, study_date, performed, patient_sort, seen_at)
          values (:uid, :issuer, :number, :date, :performed, %s, :now)
          on conflict (study_uid) do update set issuer = excluded.issuer, number = excluded.number,
            study_date = excluded.study_date, performed = excluded.performed,
            patient_sort = excluded.patient_sort, seen_at = excluded.seen_at
          """,
          PATIENT_SORT);

  private final JdbcClient jdbc;
  private final String defaultIssuer;
  private final Clock clock;

  IndexedNames(JdbcClient jdbc, StudiesProperties properties, Clock clock) {
    this.jdbc = jdbc;
    this.defaultIssuer = properties.patientIssuer();
    this.clock = clock;
  }

  /** Whom a study names. */
  private record Names(Set<Physician> physicians, @Nullable PatientNumber patient) {}

  /**
   * Writes whom the studies name.
   *
   * @return the studies whose rows differed
   */
  @Transactional
  public Set<StudyUid> write(Collection<StudyEntry> entries) {
    Map<StudyUid, Names> before = stored(entries.stream().map(StudyEntry::uid).toList());
    List<StudyEntry> differing =
        entries.stream()
            .filter(
                it -> !names(it).equals(before.getOrDefault(it.uid(), new Names(Set.of(), null))))
            .sorted(Comparator.comparing(entry -> entry.uid().value()))
            .toList();
    Set<StudyUid> changed =
        differing.stream().map(StudyEntry::uid).collect(Collectors.toCollection(HashSet::new));
    if (!changed.isEmpty()) {
      endLostShares(changed);
      differing.forEach(
          entry -> write(entry, before.getOrDefault(entry.uid(), new Names(Set.of(), null))));
      endLostShares(changed);
    }
    return changed;
  }

  /**
   * Ends for good the shares of those who do not have the studies any more: also before others are
   * named, who could give them back.
   */
  private void endLostShares(Set<StudyUid> studies) {
    jdbc.sql("select end_lost_shares(null, :uids, :now)")
        .param("uids", uids(studies))
        .param("now", clock.instant())
        .query()
        .singleRow();
  }

  /** The physicians of a study that are written. */
  public Set<Physician> physicians(StudyEntry entry) {
    return names(entry).physicians();
  }

  /** The patient of a study that is written; empty if the issuer of the number is not known. */
  public Optional<PatientNumber> patient(StudyEntry entry) {
    return Optional.ofNullable(names(entry).patient());
  }

  /**
   * The time by which lists are ordered. A study without a date comes after all others: {@link
   * LocalDateTime#MIN}.
   */
  public static LocalDateTime performed(StudyEntry entry) {
    if (entry.date() == null) {
      return LocalDateTime.MIN;
    }
    return entry.time() == null
        ? entry.date().atStartOfDay()
        : entry.date().atTime(entry.time()).truncatedTo(ChronoUnit.SECONDS);
  }

  @Transactional
  public void forget(Collection<StudyUid> studies) {
    for (String table : List.of("study_person", "study_patient")) {
      jdbc.sql("delete from " + table + " where study_uid = any(:uids)")
          .param("uids", uids(studies))
          .update();
    }
  }

  private void write(StudyEntry entry, Names before) {
    Names now = names(entry);
    Set<Physician> gone = without(before.physicians(), now.physicians());
    gone.forEach(physician -> delete(entry.uid(), physician));
    Set<Physician> come = without(now.physicians(), before.physicians());
    come.forEach(physician -> insert(entry, physician));
    if (!java.util.Objects.equals(before.patient(), now.patient())) {
      writePatient(entry, now.patient());
    }
  }

  /** The physicians without those others, in an order that all writers have. */
  private static Set<Physician> without(Set<Physician> physicians, Set<Physician> others) {
    Set<Physician> rest = new TreeSet<>(Comparator.comparing(Physician::toString));
    rest.addAll(physicians);
    rest.removeAll(others);
    return rest;
  }

  /**
   * What fits the index. DICOM limits an identifier to 16 characters and each group of a name to
   * 64; values far beyond that, or with a NUL, are ignored: they match no account.
   */
  private Names names(StudyEntry entry) {
    Set<Physician> physicians = new HashSet<>(entry.physicians());
    physicians.removeIf(physician -> !fits(physician));
    PatientNumber patient = entry.patientNumber().orIssuer(defaultIssuer);
    boolean known =
        patient.isComplete()
            && fits(patient.issuer(), MAX_IDENTIFIER_LENGTH)
            && fits(patient.number(), MAX_NUMBER_LENGTH);
    return new Names(physicians, known ? patient : null);
  }

  private static boolean fits(Physician physician) {
    return fits(physician.issuer(), MAX_IDENTIFIER_LENGTH)
        && fits(physician.number(), MAX_NUMBER_LENGTH)
        && fits(physician.name(), MAX_NAME_LENGTH);
  }

  private static boolean fits(String text, int longest) {
    return text.length() <= longest && text.indexOf('\0') < 0;
  }

  private Map<StudyUid, Names> stored(Collection<StudyUid> studies) {
    Map<StudyUid, Set<Physician>> physicians = storedPhysicians(studies);
    Map<StudyUid, PatientNumber> patients = storedPatients(studies);
    Map<StudyUid, Names> stored = new HashMap<>();
    physicians.forEach((study, its) -> stored.put(study, new Names(its, patients.get(study))));
    patients.forEach((study, its) -> stored.putIfAbsent(study, new Names(Set.of(), its)));
    return stored;
  }

  private Map<StudyUid, Set<Physician>> storedPhysicians(Collection<StudyUid> studies) {
    Map<StudyUid, Set<Physician>> physicians = new HashMap<>();
    jdbc.sql(
            "select study_uid, part, issuer, number, name from study_person where study_uid = any(:uids)")
        .param("uids", uids(studies))
        .query(
            row -> {
              StudyUid study = new StudyUid(row.getString(1));
              physicians.computeIfAbsent(study, it -> new HashSet<>()).add(physician(row));
            });
    return physicians;
  }

  private static Physician physician(ResultSet row) throws SQLException {
    return new Physician(
        Part.valueOf(row.getString(2).toUpperCase(Locale.ROOT)),
        row.getString(3),
        row.getString(4),
        row.getString(5));
  }

  private Map<StudyUid, PatientNumber> storedPatients(Collection<StudyUid> studies) {
    Map<StudyUid, PatientNumber> patients = new HashMap<>();
    jdbc.sql("select study_uid, issuer, number from study_patient where study_uid = any(:uids)")
        .param("uids", uids(studies))
        .query(
            row -> {
              StudyUid study = new StudyUid(row.getString(1));
              patients.put(study, new PatientNumber(row.getString(2), row.getString(3)));
            });
    return patients;
  }

  private void delete(StudyUid study, Physician physician) {
    key(
            jdbc.sql(
                """
                delete from study_person where study_uid = :uid and part = :part
                  and issuer = :issuer and number = :number and name = :name
                """),
            study,
            physician)
        .update();
  }

  private void insert(StudyEntry entry, Physician physician) {
    key(jdbc.sql(INSERT_PHYSICIAN), entry.uid(), physician)
        .param("date", entry.date())
        .param("performed", performed(entry))
        .param("now", clock.instant())
        .update();
  }

  private void writePatient(StudyEntry entry, @Nullable PatientNumber patient) {
    if (patient == null) {
      jdbc.sql("delete from study_patient where study_uid = :uid")
          .param("uid", entry.uid().value())
          .update();
    } else {
      setPatient(entry, patient);
    }
  }

  private void setPatient(StudyEntry entry, PatientNumber patient) {
    jdbc.sql(SET_PATIENT)
        .param("uid", entry.uid().value())
        .param("issuer", patient.issuer())
        .param("number", patient.number())
        .param("date", entry.date())
        .param("performed", performed(entry))
        .param("now", clock.instant())
        .update();
  }

  private static JdbcClient.StatementSpec key(
      JdbcClient.StatementSpec statement, StudyUid study, Physician physician) {
    return statement
        .param("uid", study.value())
        .param("part", physician.part().name().toLowerCase(Locale.ROOT))
        .param("issuer", physician.issuer())
        .param("number", physician.number())
        .param("name", physician.name());
  }

  private static String[] uids(Collection<StudyUid> studies) {
    return studies.stream().map(StudyUid::value).toArray(String[]::new);
  }
}
