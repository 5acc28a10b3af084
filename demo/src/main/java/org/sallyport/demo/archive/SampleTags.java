package org.sallyport.demo.archive;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sallyport.demo.archive.SampleStudy.Named;

/** The attributes written into the objects of a study, by their DICOM PS3.6 keywords. */
final class SampleTags {
  private static final DateTimeFormatter DATE = DateTimeFormatter.BASIC_ISO_DATE;
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss", Locale.ROOT);

  private final SampleStudy study;
  private final LocalDateTime made;

  /** The attributes of a study, dated back from now. */
  SampleTags(SampleStudy study, LocalDateTime now) {
    this.study = study;
    this.made = now.minusHours(study.hoursAgo());
  }

  /**
   * The attributes of one object.
   *
   * @param series index of its series, from 0
   * @param instance index of the object in it, from 0
   */
  Map<String, Object> of(int series, int instance) {
    Map<String, Object> tags = new LinkedHashMap<>(ofStudy());
    SampleStudy.Series about = study.series().get(series);
    String[] names = {study.key(), Integer.toString(series), Integer.toString(instance)};
    tags.put("SeriesInstanceUID", DemoUid.of(names[0], names[1]));
    tags.put("SOPInstanceUID", DemoUid.of(names));
    tags.put("SeriesNumber", Integer.toString(series + 1));
    tags.put("SeriesDescription", about.description());
    if (about.frame() != null) {
      tags.put("FrameOfReferenceUID", DemoUid.of("frame", about.frame()));
    }
    tags.put("InstanceNumber", Integer.toString(instance + 1));
    return tags;
  }

  /** When the study was made, as DICOM writes it. */
  String moment() {
    return DATE.format(made) + TIME.format(made);
  }

  private Map<String, Object> ofStudy() {
    Map<String, Object> tags = new LinkedHashMap<>();
    tags.put("StudyInstanceUID", study.uid());
    tags.put("StudyID", study.accession());
    tags.put("AccessionNumber", study.accession());
    tags.put("StudyDescription", study.description());
    tags.put("InstitutionName", study.institution());
    for (String what : List.of("Study", "Series", "Content")) {
      tags.put(what + "Date", DATE.format(made));
      tags.put(what + "Time", TIME.format(made));
    }
    tags.put("PatientName", study.patient().name());
    tags.put("PatientID", study.patient().id());
    if (study.patient().issuer() != null) {
      tags.put("IssuerOfPatientID", study.patient().issuer());
    }
    tags.put("PatientBirthDate", DATE.format(study.patient().born()));
    tags.put("PatientSex", study.patient().sex());
    name(tags, "RequestingPhysician", "RequestingPhysician", study.requester());
    name(tags, "ReferringPhysicianName", "ReferringPhysician", study.referrer());
    if (study.requestItem() != null) {
      Map<String, Object> item = new LinkedHashMap<>();
      name(item, "RequestingPhysician", "RequestingPhysician", study.requestItem());
      item.put("RequestedProcedureID", study.accession());
      tags.put("RequestAttributesSequence", List.of(item));
    }
    return tags;
  }

  private static void name(
      Map<String, Object> tags, String nameTag, String part, @Nullable Named named) {
    if (named == null) {
      return;
    }
    tags.put(nameTag, named.name());
    if (named.number() != null && named.issuer() != null) {
      tags.put(
          part + "IdentificationSequence",
          List.of(identification(named.number(), named.issuer(), named.name())));
    }
  }

  private static Map<String, Object> identification(String number, String issuer, String name) {
    Map<String, Object> code =
        Map.of("CodeValue", number, "CodingSchemeDesignator", issuer, "CodeMeaning", name);
    return Map.of("PersonIdentificationCodeSequence", List.of(code), "InstitutionName", issuer);
  }
}
