package org.sallyport.portal.studies.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mockito.stubbing.Stubber;
import org.sallyport.platform.ids.InstanceUid;
import org.sallyport.platform.ids.SeriesUid;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.archive.Archive;
import org.sallyport.portal.archive.ResourcePath;
import org.sallyport.portal.archive.dicom.DicomObject;
import org.sallyport.portal.archive.dicom.SeriesEntry;
import org.sallyport.portal.archive.dicom.Tag;
import org.sallyport.portal.studies.contents.StudyInstances;
import org.sallyport.testing.TurnableClock;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** Archives that tell the classes of a study's objects, and others. */
class ReportObjectsTest {
  private static final StudyUid STUDY = new StudyUid("1.2.3");
  private static final String CT = "1.2.840.10008.5.1.4.1.1.2";
  private static final String REPORT = "1.2.840.10008.5.1.4.1.1.88.33";
  private static final String PDF = "1.2.840.10008.5.1.4.1.1.104.1";

  /** In the order of the numbers of series and objects. */
  private static final List<ResourcePath> FOUND =
      List.of(object(1, 2), object(1, 3), object(2, 1), object(9, 1));

  private final Archive archive = mock(Archive.class);
  private final StudyInstances instances = mock(StudyInstances.class);
  private final ReportObjects objects = new ReportObjects(archive, instances, new TurnableClock());
  private final List<DicomObject> stored = new ArrayList<>();
  private final List<SeriesEntry> series =
      List.of(entry(9, "SR", 1), entry(1, "CT", 3), entry(2, "OT", 1));

  @BeforeEach
  void theArchiveListsTheObjects() {
    add(2, 1, PDF);
    add(1, 1, CT);
    add(1, 3, REPORT);
    add(1, 2, PDF);
    add(9, 1, REPORT);
    answers(1).when(archive).eachInstance(any(ResourcePath.class), any());
    answers(2).when(archive).eachInstance(any(StudyUid.class), any(), any());
    answers(1).when(instances).each(any(), any());
  }

  /** Whatever is asked for, all objects are answered: filters are ignored. */
  private Stubber answers(int reader) {
    return doAnswer(
        call -> {
          Consumer<DicomObject> to = call.getArgument(reader);
          stored.forEach(to);
          return null;
        });
  }

  @Nested
  class AnArchiveThatTellsTheClasses {
    @Test
    void isAskedForReportsOnly() {
      when(archive.sopClasses(STUDY)).thenReturn(Set.of(CT, REPORT, PDF));
      assertThat(objects.of(STUDY, series)).isEqualTo(FOUND);
      verify(archive).eachInstance(any(StudyUid.class), any(), any());
      verify(archive, never()).eachInstance(any(ResourcePath.class), any());
      verify(instances, never()).each(any(), any());
    }

    @Test
    void isAskedForNothingIfThereAreNone() {
      when(archive.sopClasses(STUDY)).thenReturn(Set.of(CT));
      assertThat(objects.of(STUDY, List.of(entry(1, "CT", 1)))).isEmpty();
      verify(archive, never()).eachInstance(any(StudyUid.class), any(), any());
      verify(archive, never()).eachInstance(any(ResourcePath.class), any());
    }

    /** It may tell them late. */
    @Test
    void isStillAskedForASeriesOfReports() {
      when(archive.sopClasses(STUDY)).thenReturn(Set.of(CT));
      assertThat(objects.of(STUDY, series)).contains(object(9, 1));
    }
  }

  @Nested
  class AnArchiveThatDoesNot {
    @Test
    void listsAllObjects() {
      assertThat(objects.of(STUDY, series)).isEqualTo(FOUND);
    }

    @Test
    void isAskedAgainWhenTheStudyHasChanged() {
      objects.of(STUDY, series);
      add(1, 4, REPORT);
      assertThat(objects.of(STUDY, series)).isEqualTo(FOUND);
      verify(instances).each(any(), any());
      List<SeriesEntry> more = List.of(entry(9, "SR", 1), entry(1, "CT", 4), entry(2, "OT", 1));
      assertThat(objects.of(STUDY, more)).hasSize(5).contains(object(1, 4));
      verify(instances, times(2)).each(any(), any());
    }

    @Test
    void isAskedEachTimeIfItDoesNotCountThem() {
      List<SeriesEntry> uncounted = List.of(entry(1, "CT", 0));
      objects.of(STUDY, uncounted);
      objects.of(STUDY, uncounted);
      verify(instances, times(2)).each(any(), any());
    }
  }

  private void add(int in, int number, String sopClass) {
    ObjectNode json = new ObjectMapper().createObjectNode();
    attribute(json, Tag.STUDY_INSTANCE_UID, STUDY.value());
    attribute(json, Tag.SERIES_INSTANCE_UID, STUDY + "." + in);
    attribute(json, Tag.SOP_INSTANCE_UID, STUDY + "." + in + "." + number);
    attribute(json, Tag.SOP_CLASS_UID, sopClass);
    json.putObject(Tag.INSTANCE_NUMBER).putArray("Value").add(number);
    stored.add(new DicomObject(json));
  }

  private static void attribute(ObjectNode json, String tag, String value) {
    json.putObject(tag).putArray("Value").add(value);
  }

  private static SeriesEntry entry(int number, String modality, int count) {
    return new SeriesEntry(new SeriesUid(STUDY + "." + number), number, "", modality, count);
  }

  private static ResourcePath object(int in, int number) {
    return ResourcePath.of(
        STUDY, new SeriesUid(STUDY + "." + in), new InstanceUid(STUDY + "." + in + "." + number));
  }
}
