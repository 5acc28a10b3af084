package org.sallyport.portal.studies.contents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.platform.ids.InstanceUid;
import org.sallyport.platform.ids.SeriesUid;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.platform.memory.MemoryBudget;
import org.sallyport.portal.archive.Archive;
import org.sallyport.portal.archive.ResourcePath;
import org.sallyport.portal.archive.dicom.DicomObject;
import org.sallyport.portal.archive.dicom.SeriesEntry;
import org.sallyport.portal.archive.dicom.StudyEntry;
import org.sallyport.portal.archive.dicom.Tag;
import org.sallyport.portal.studies.StudiesProperties;
import org.sallyport.portal.studies.StudyAccess;
import org.sallyport.portal.studies.grants.AccessReason;
import org.sallyport.portal.studies.grants.AccessReason.Kind;
import org.sallyport.testing.TurnableClock;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** An archive whose study grows, or that lists a study in parts. */
class HiddenReportsTest {
  private static final StudyUid STUDY = new StudyUid("1.2.3");
  private static final SeriesUid IMAGES = new SeriesUid("1.2.3.1");
  private static final SeriesUid LETTERS = new SeriesUid("1.2.3.2");
  private static final SeriesUid REPORTS = new SeriesUid("1.2.3.9");
  private static final String IMAGE = "1.2.840.10008.5.1.4.1.1.2";
  private static final String REPORT = "1.2.840.10008.5.1.4.1.1.88.33";
  private static final String PDF = "1.2.840.10008.5.1.4.1.1.104.1";

  private final Archive archive = mock(Archive.class);
  private final HiddenReports reports =
      new HiddenReports(
          archive,
          new StudyInstances(
              archive,
              new MemoryBudget(48 << 20, Duration.ofSeconds(1), new SimpleMeterRegistry())),
          new StudiesProperties(
              Duration.ofMinutes(1),
              Duration.ofSeconds(1),
              Duration.ofMinutes(1),
              Duration.ofSeconds(5),
              100,
              "",
              100),
          new TurnableClock());

  private final StudyAccess withheld = access(false);
  private final StudyAccess whole = access(true);
  private final List<DicomObject> objects = new ArrayList<>();
  private int mostListed = 1000;

  @BeforeEach
  void theArchiveListsTheObjects() {
    doAnswer(
            call -> {
              list(0, call.getArgument(1));
              return null;
            })
        .when(archive)
        .eachInstance(any(), any());
    doAnswer(
            call -> {
              list(call.getArgument(2), call.getArgument(3));
              return null;
            })
        .when(archive)
        .someInstances(any(), anyInt(), anyInt(), any());
  }

  private void list(int offset, Consumer<DicomObject> reader) {
    objects.stream().skip(offset).limit(mostListed).forEach(reader);
  }

  @Nested
  class ASeriesOfReportsThatHasJustCome {
    @BeforeEach
    void afterTheStudyWasRead() {
      add(IMAGES, 1, "CT", IMAGE);
      assertThat(reports.hides(withheld, ResourcePath.of(STUDY, IMAGES))).isFalse();
      when(archive.series(STUDY))
          .thenReturn(
              List.of(
                  new SeriesEntry(IMAGES, 1, "", "CT", 1),
                  new SeriesEntry(REPORTS, 9, "", "SR", 1)));
    }

    @Test
    void isNotAmongTheSeries() {
      assertThat(reports.series(withheld)).extracting(SeriesEntry::uid).containsExactly(IMAGES);
      assertThat(reports.series(whole)).hasSize(2);
    }

    @Test
    void isHidden() {
      add(REPORTS, 1, "SR", REPORT);
      assertThat(reports.hides(withheld, ResourcePath.of(STUDY, REPORTS))).isTrue();
      assertThat(reports.hides(withheld, object(REPORTS, 1))).isTrue();
      assertThat(reports.hides(withheld, ResourcePath.of(STUDY, IMAGES))).isFalse();
      assertThat(reports.hides(whole, ResourcePath.of(STUDY, REPORTS))).isFalse();
    }
  }

  @Nested
  class ASeriesOfImagesWithAReport {
    private final ResourcePath series = ResourcePath.of(STUDY, IMAGES);
    private final ResourcePath letters = ResourcePath.of(STUDY, LETTERS);

    @BeforeEach
    void besideOneWithNothingButALetter() {
      add(IMAGES, 1, "CT", IMAGE);
      add(IMAGES, 2, "CT", REPORT);
      add(IMAGES, 3, "CT", IMAGE);
      add(LETTERS, 1, "OT", PDF);
      when(archive.series(STUDY))
          .thenReturn(
              List.of(
                  new SeriesEntry(IMAGES, 1, "", "CT", 3),
                  new SeriesEntry(LETTERS, 2, "", "OT", 1)));
    }

    @Test
    void isHiddenAsAWholeAndNotObjectByObject() {
      assertThat(reports.hides(withheld, series)).isTrue();
      assertThat(reports.hidesAll(withheld, series)).isFalse();
      assertThat(reports.hides(withheld, object(IMAGES, 1))).isFalse();
      assertThat(reports.hides(withheld, object(IMAGES, 2))).isTrue();
      assertThat(reports.hidesAll(withheld, object(IMAGES, 2))).isTrue();
      assertThat(reports.hides(whole, series)).isFalse();
    }

    @Test
    void isGoneIfNothingElseIsInIt() {
      assertThat(reports.hides(withheld, letters)).isTrue();
      assertThat(reports.hidesAll(withheld, letters)).isTrue();
      assertThat(reports.hidesAll(withheld, ResourcePath.of(STUDY, REPORTS))).isTrue();
      assertThat(reports.hidesAll(whole, letters)).isFalse();
    }

    @Test
    void isCountedWithoutIt() {
      assertThat(reports.series(withheld)).containsExactly(new SeriesEntry(IMAGES, 1, "", "CT", 2));
      assertThat(reports.series(whole)).hasSize(2);
      DicomObject item = item(IMAGES);
      reports.strip(whole, item);
      assertThat(item.json()).isEqualTo(item(IMAGES).json());
      reports.strip(withheld, item);
      assertThat(item.count(Tag.INSTANCES_IN_SERIES)).isEqualTo(2);
      assertThat(item.json().has(Tag.INSTANCES_IN_STUDY)).isFalse();
      assertThat(item.json().has(Tag.SOP_CLASSES_IN_STUDY)).isFalse();
    }

    @Test
    void isAmongTheSeries() {
      assertThat(reports.hidesSeries(withheld, item(IMAGES))).isFalse();
      assertThat(reports.hidesSeries(withheld, item(LETTERS))).isTrue();
      assertThat(reports.hidesSeries(whole, item(LETTERS))).isFalse();
    }

    /** Without its own UID, an object could be any of them. */
    @Test
    void hasNoObjectWithoutAName() {
      assertThat(reports.hides(withheld, item(IMAGES))).isTrue();
      assertThat(reports.hides(withheld, new DicomObject(new ObjectMapper().createObjectNode())))
          .isTrue();
      assertThat(reports.hides(whole, item(IMAGES))).isFalse();
    }

    @Test
    void isShownByOneOfItsImages() {
      assertThat(reports.besideReports(withheld, series))
          .containsExactly(object(IMAGES, 1), object(IMAGES, 3));
      assertThat(reports.besideReports(withheld, letters)).isEmpty();
      assertThat(reports.besideReports(whole, series)).isEmpty();
      assertThat(new MiddleImage(archive, reports).of(withheld, series, 3))
          .contains(object(IMAGES, 3));
      verify(archive, never()).instance(any(ResourcePath.class), anyInt());
    }

    private static DicomObject item(SeriesUid series) {
      ObjectNode item = study();
      attribute(item, Tag.SERIES_INSTANCE_UID, series.value());
      item.putObject(Tag.INSTANCES_IN_SERIES).putArray("Value").add(3);
      item.putObject(Tag.INSTANCES_IN_STUDY).putArray("Value").add(4);
      attribute(item, Tag.SOP_CLASSES_IN_STUDY, REPORT);
      return new DicomObject(item);
    }
  }

  @Nested
  class AnObject {
    @Test
    void isFoundBehindTheFirstPage() {
      for (int i = 1; i <= 5; i++) {
        add(IMAGES, i, "CT", IMAGE);
      }
      add(IMAGES, 6, "CT", REPORT);
      mostListed = 2;
      assertThat(reports.hides(withheld, object(IMAGES, 5))).isFalse();
      assertThat(reports.hides(withheld, object(IMAGES, 6))).isTrue();
      assertThat(reports.hides(withheld, ResourcePath.of(STUDY))).isTrue();
    }

    @Test
    void isNotHiddenIfItHasJustCome() {
      add(IMAGES, 1, "CT", IMAGE);
      assertThat(reports.hides(withheld, object(IMAGES, 1))).isFalse();
      add(IMAGES, 2, "CT", IMAGE);
      assertThat(reports.hides(withheld, object(IMAGES, 2))).isFalse();
    }

    @Test
    void isHiddenIfTheArchiveDoesNotListItOrDoesNotTellItsClass() {
      add(IMAGES, 1, "CT", IMAGE);
      add(IMAGES, 2, "CT", "");
      assertThat(reports.hides(withheld, object(IMAGES, 2))).isTrue();
      assertThat(reports.hides(withheld, object(IMAGES, 3))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "1.2.840.10008.5.1.4.1.1.78.6",
          "1.2.840.10008.5.1.4.1.1.79.1",
          "1.2.840.10008.5.1.4.1.1.88.11",
          "1.2.840.10008.5.1.4.1.1.88.59",
          "1.2.840.10008.5.1.4.1.1.88.67",
          "1.2.840.10008.5.1.4.1.1.104.2"
        })
    void isHiddenByItsClassInAnySeries(String sopClass) {
      add(IMAGES, 1, "CT", sopClass);
      add(IMAGES, 2, "CT", IMAGE);
      assertThat(reports.hides(withheld, object(IMAGES, 1))).isTrue();
      assertThat(reports.hides(withheld, objects.getFirst())).isTrue();
      assertThat(reports.hides(withheld, objects.getLast())).isFalse();
    }

    @Test
    void isNeverHiddenFromThoseWithReports() {
      assertThat(reports.hides(whole, object(IMAGES, 3))).isFalse();
      verify(archive, never()).eachInstance(any(), any());
    }
  }

  private void add(SeriesUid series, int number, String modality, String sopClass) {
    ObjectNode item = study();
    attribute(item, Tag.SERIES_INSTANCE_UID, series.value());
    attribute(item, Tag.SOP_INSTANCE_UID, series + "." + number);
    attribute(item, Tag.MODALITY, modality);
    attribute(item, Tag.SOP_CLASS_UID, sopClass);
    objects.add(new DicomObject(item));
  }

  private static ResourcePath object(SeriesUid series, int number) {
    return ResourcePath.of(STUDY, series, new InstanceUid(series + "." + number));
  }

  private static StudyAccess access(boolean withReport) {
    AccessReason reason =
        new AccessReason(Kind.SHARE, 21, "Dr X", null, null, null, null, withReport, false);
    StudyEntry study = StudyEntry.of(new DicomObject(study())).orElseThrow();
    return new StudyAccess(study, List.of(reason), false);
  }

  private static ObjectNode study() {
    ObjectNode json = new ObjectMapper().createObjectNode();
    attribute(json, Tag.STUDY_INSTANCE_UID, STUDY.value());
    return json;
  }

  private static void attribute(ObjectNode json, String tag, String value) {
    json.putObject(tag).putArray("Value").add(value);
  }
}
