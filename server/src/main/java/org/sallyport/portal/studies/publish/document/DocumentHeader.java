package org.sallyport.portal.studies.publish.document;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.sallyport.portal.archive.dicom.DicomObject;
import org.sallyport.portal.archive.dicom.Tag;

/**
 * What documents of a study have in common: patient and study as the archive names them, and the
 * series, the equipment and the document, which are new.
 *
 * @param study the archive's own attributes of the study
 * @param series UID of the new series
 * @param object UID of the new object
 * @param at when it was published
 */
public record DocumentHeader(DicomObject study, String series, String object, ZonedDateTime at) {
  private static final String EXPLICIT_LITTLE_ENDIAN = "1.2.840.10008.1.2.1";
  private static final String OWN_NAME = "Sallyport";

  /**
   * From this version on, measured places are right on every screen. Documents of earlier ones have
   * no version: reports.ReportReader warns of their measurements.
   */
  private static final String SOFTWARE = "0.9.0";

  /** Of this implementation, whatever its version. */
  private static final String IMPLEMENTATION = "2.25.187462250943106742911862873915064827395";

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HHmmss.SSS", Locale.ROOT);

  private static final int PREAMBLE = 128;
  private static final int MAX_NAME = 64;

  /** A UID that is derived from a UUID (PS3.5 section B.2). */
  public static String uid(UUID id) {
    return "2.25." + new BigInteger(id.toString().replace("-", ""), 16);
  }

  String date() {
    return DATE.format(at);
  }

  String time() {
    return TIME.format(at);
  }

  /**
   * The attributes of a document.
   *
   * @param sopClass what it is
   * @param modality of its series
   * @param seriesNumber far behind those of modalities
   */
  DataSet dataSet(String sopClass, String modality, int seriesNumber, String description) {
    DataSet set = new DataSet();
    set.put(0x00080005, "CS", "ISO_IR 192");
    set.put(0x00080016, "UI", sopClass);
    set.put(0x00080018, "UI", object);
    copy(set, 0x00080020, "DA", Tag.STUDY_DATE);
    set.put(0x00080021, "DA", date());
    set.put(0x00080023, "DA", date());
    copy(set, 0x00080030, "TM", Tag.STUDY_TIME);
    set.put(0x00080031, "TM", time());
    set.put(0x00080033, "TM", time());
    copy(set, 0x00080050, "SH", Tag.ACCESSION_NUMBER);
    set.put(0x00080060, "CS", modality);
    set.put(0x00080070, "LO", OWN_NAME);
    person(set, 0x00080090, Tag.REFERRING_PHYSICIAN_NAME);
    optional(set, 0x00081030, "LO", Tag.STUDY_DESCRIPTION);
    set.put(0x0008103E, "LO", description);
    set.put(0x00081090, "LO", OWN_NAME);
    set.sequence(0x00081111, List.of());
    person(set, 0x00100010, Tag.PATIENT_NAME);
    copy(set, 0x00100020, "LO", Tag.PATIENT_ID);
    optional(set, 0x00100021, "LO", Tag.ISSUER_OF_PATIENT_ID);
    copy(set, 0x00100030, "DA", Tag.PATIENT_BIRTH_DATE);
    copy(set, 0x00100040, "CS", Tag.PATIENT_SEX);
    set.put(0x00181020, "LO", SOFTWARE);
    copy(set, 0x0020000D, "UI", Tag.STUDY_INSTANCE_UID);
    set.put(0x0020000E, "UI", series);
    copy(set, 0x00200010, "SH", Tag.STUDY_ID);
    set.put(0x00200011, "IS", Integer.toString(seriesNumber));
    set.put(0x00200013, "IS", "1");
    return set;
  }

  private void copy(DataSet set, int tag, String vr, String from) {
    set.put(tag, vr, study.text(from));
  }

  private void optional(DataSet set, int tag, String vr, String from) {
    if (!study.text(from).isEmpty()) {
      copy(set, tag, vr, from);
    }
  }

  private void person(DataSet set, int tag, String from) {
    set.put(tag, "PN", study.person(from).exact());
  }

  /** The references to all images of the document, by series (PS3.3 section C.17.2). */
  List<DataSet> evidence(List<ImageReference> images) {
    Map<String, Map<String, ImageReference>> bySeries = new LinkedHashMap<>();
    for (ImageReference image : images) {
      bySeries
          .computeIfAbsent(image.series().value(), key -> new LinkedHashMap<>())
          .put(image.object().value(), image);
    }
    List<DataSet> series = new ArrayList<>();
    bySeries.forEach(
        (uid, objects) ->
            series.add(
                new DataSet()
                    .put(0x0020000E, "UI", uid)
                    .sequence(
                        0x00081199,
                        objects.values().stream().map(ImageReference::plainItem).toList())));
    DataSet one =
        new DataSet()
            .sequence(0x00081115, series)
            .put(0x0020000D, "UI", study.text(Tag.STUDY_INSTANCE_UID));
    return List.of(one);
  }

  /** The object as a file (PS3.10 section 7.1). */
  byte[] file(String sopClass, DataSet set) {
    DataSet meta =
        new DataSet()
            .put(0x00020001, "OB", new byte[] {0, 1})
            .put(0x00020002, "UI", sopClass)
            .put(0x00020003, "UI", object)
            .put(0x00020010, "UI", EXPLICIT_LITTLE_ENDIAN)
            .put(0x00020012, "UI", IMPLEMENTATION)
            .put(0x00020013, "SH", OWN_NAME.toUpperCase(Locale.ROOT));
    byte[] group = meta.bytes();
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(new byte[PREAMBLE]);
    file.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
    file.writeBytes(new DataSet().put(0x00020000, group.length).bytes());
    file.writeBytes(group);
    file.writeBytes(set.bytes());
    return file.toByteArray();
  }

  /** The name of an account as a person's name: one part, without what separates parts. */
  static String person(String name) {
    String plain = name.replaceAll("[\\^=\\\\\\p{Cntrl}]", " ").strip();
    return plain.length() > MAX_NAME ? plain.substring(0, MAX_NAME) : plain;
  }
}
