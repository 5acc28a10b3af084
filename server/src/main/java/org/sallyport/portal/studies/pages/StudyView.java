package org.sallyport.portal.studies.pages;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.ids.SeriesUid;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.platform.installation.Counted;
import org.sallyport.platform.messages.Messages;
import org.sallyport.portal.archive.dicom.SeriesEntry;
import org.sallyport.portal.archive.dicom.StudyEntry;
import org.sallyport.portal.studies.StudyAccess;
import org.sallyport.portal.studies.list.ListedStudy;

/**
 * The view model of the study page.
 *
 * @param images URL of the viewer
 * @param about sex, birth date and age of the patient
 * @param patientId empty if it is not known
 * @param size how many series and images
 * @param performed when, as text; null if it is not known; so is its machine-readable form
 * @param institution empty if it is not known; so is the accession number
 * @param pictures what the pictures of its modalities are, in one sentence each
 */
public record StudyView(
    String images,
    String description,
    String patient,
    String about,
    String patientId,
    String size,
    List<Film> films,
    @Nullable String performed,
    @Nullable String iso,
    String institution,
    String accessionNumber,
    List<String> pictures,
    AccessReasonView why) {
  private static final String PATH = "/studies/";

  /**
   * A series.
   *
   * @param href URL of the viewer, at this series
   * @param picture URL of its preview
   * @param save URL of the same picture as a file; null for what has no picture
   */
  public record Film(
      SeriesUid uid,
      String href,
      String picture,
      @Nullable String save,
      String title,
      String about,
      String count) {}

  public static StudyView of(
      StudyAccess studyAccess, List<SeriesEntry> series, ZoneId zone, LocalDate today) {
    return of(studyAccess, series, zone, today, PATH);
  }

  /**
   * The view for the pages below a root.
   *
   * @param root for example "/studies/"
   */
  public static StudyView of(
      StudyAccess studyAccess,
      List<SeriesEntry> series,
      ZoneId zone,
      LocalDate today,
      String root) {
    StudyEntry study = studyAccess.study();
    String day = study.date() == null ? null : Words.day(study.date());
    return new StudyView(
        images(root, study.uid()),
        Words.text(study.description(), Messages.text("studies.study.no-description")),
        Words.text(study.patient().shown(), Messages.text("studies.entry.patient-unknown")),
        listed(Words.patient(study), Words.age(study, today)),
        Words.text(study.patientId(), ""),
        Words.size(series.size(), images(series)),
        series.stream()
            .sorted(Comparator.comparing(SeriesEntry::number))
            .map(it -> film(study, it, root))
            .toList(),
        day == null || study.time() == null
            ? day
            : Messages.listed(day, Words.minute(study.time())),
        study.date() == null ? null : Words.iso(study.date(), study.time()),
        Words.text(study.institution(), ""),
        Words.text(study.accessionNumber(), ""),
        Modalities.explained(series.stream().map(SeriesEntry::modality).distinct()),
        AccessReasonView.of(studyAccess.why(), zone, today));
  }

  /** How many images the series have; reports are none. */
  private static int images(List<SeriesEntry> series) {
    return series.stream()
        .filter(it -> !StudyAccess.isOfReports(it.modality()))
        .mapToInt(SeriesEntry::instances)
        .sum();
  }

  private static Film film(StudyEntry study, SeriesEntry series, String root) {
    String here = root + study.uid() + "/series/" + series.uid();
    boolean hasFile = root.equals(PATH) && !StudyAccess.isOfReports(series.modality());
    return new Film(
        series.uid(),
        images(root, study.uid()) + "?series=" + series.uid(),
        here + "/preview?of=" + series.instances(),
        hasFile ? here + "/png?of=" + series.instances() : null,
        title(series),
        listed(series.modality().isEmpty() ? "" : Modalities.word(series.modality()), size(series)),
        Counted.number(series.instances()));
  }

  private static String title(SeriesEntry series) {
    String number = series.number() == 0 ? "" : String.valueOf(series.number());
    String unnamed = Messages.text("studies.study.unnamed-series");
    return (number + " " + Words.text(series.description(), unnamed)).strip();
  }

  /** How many images or documents the series has. */
  private static String size(SeriesEntry series) {
    return Messages.text(
        StudyAccess.isOfReports(series.modality())
            ? "studies.entry.documents"
            : "studies.entry.images",
        series.instances(),
        Counted.number(series.instances()));
  }

  /** The date and description of a study in a choice of several. */
  public static String choice(ListedStudy study) {
    String day = study.date() == null ? "" : Words.day(study.date());
    String description =
        Words.text(study.description(), Messages.text("studies.study.no-description"));
    return listed(day, description);
  }

  /** The same of a study that somebody may see. */
  public static String choice(StudyAccess studyAccess) {
    return choice(ListedStudy.of(studyAccess));
  }

  /** URL of the viewer, below a root. */
  static String images(String root, StudyUid study) {
    return root + study + "/view";
  }

  private static String listed(String... parts) {
    return Stream.of(parts).filter(it -> !it.isEmpty()).collect(Messages.listing());
  }
}
