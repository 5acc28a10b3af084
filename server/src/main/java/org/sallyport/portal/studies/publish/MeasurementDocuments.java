package org.sallyport.portal.studies.publish;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.ids.InstanceUid;
import org.sallyport.platform.ids.SeriesUid;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.memory.HeldMemory;
import org.sallyport.platform.memory.MemoryBudget;
import org.sallyport.platform.memory.MemoryBusy;
import org.sallyport.portal.archive.Archive;
import org.sallyport.portal.archive.ArchiveResponse;
import org.sallyport.portal.archive.ArchiveUnreachable;
import org.sallyport.portal.archive.ObjectDescription;
import org.sallyport.portal.archive.Representation;
import org.sallyport.portal.archive.ResourcePath;
import org.sallyport.portal.archive.dicom.DicomObject;
import org.sallyport.portal.archive.dicom.Tag;
import org.sallyport.portal.studies.marks.Mark;
import org.sallyport.portal.studies.marks.SavedMarks;
import org.sallyport.portal.studies.objects.ObjectStreams;
import org.sallyport.portal.studies.publish.document.DocumentHeader;
import org.sallyport.portal.studies.publish.document.ImageReference;
import org.sallyport.portal.studies.publish.document.Measured;
import org.sallyport.portal.studies.publish.document.MeasurementReport;
import org.sallyport.portal.studies.publish.document.PixelSize;
import org.sallyport.portal.studies.publish.document.PixelValues;
import org.springframework.stereotype.Component;

/** Makes reports of what an account saved on a study and what the archive says of its images. */
@Component
class MeasurementDocuments {
  private static final String KIND = "measurements";

  /** So many images are asked for at most. */
  private static final int MAX_IMAGES = 50;

  private static final Comparator<ResourcePath> BY_UID = Comparator.comparing(ResourcePath::path);

  private static final String UNCOMPRESSED =
      "multipart/related; type=\"application/octet-stream\"; transfer-syntax=1.2.840.10008.1.2.1";

  private final SavedMarks marks;
  private final StudyImages images;
  private final Archive archive;
  private final MemoryBudget budget;
  private final String device;

  MeasurementDocuments(
      SavedMarks marks,
      StudyImages images,
      Archive archive,
      MemoryBudget budget,
      Installation installation) {
    this.marks = marks;
    this.images = images;
    this.archive = archive;
    this.budget = budget;
    String address = installation.publicUrl().toString();
    this.device =
        DocumentHeader.uid(UUID.nameUUIDFromBytes(address.getBytes(StandardCharsets.UTF_8)));
  }

  /** The form, to be told from others. */
  static PublishRequest request(Visitor visitor, StudyUid study, UUID id) {
    return new PublishRequest(visitor.account(), id, study, KIND, List.of());
  }

  /**
   * Makes the report; empty if there is nothing that it could say.
   *
   * @throws ArchiveUnreachable if the archive does not answer, or too much is being read at once
   */
  Optional<Publishing.Document> of(StudyUid study, Visitor visitor) {
    List<Mark> saved = marks.of(visitor.account(), study);
    Map<ResourcePath, List<Mark>> byImage =
        saved.stream()
            .filter(Mark::isChecked)
            .collect(Collectors.groupingBy(mark -> path(study, mark)));
    Map<UUID, Measured> known = new HashMap<>();
    images
        .of(study, byImage.keySet().stream().sorted(BY_UID).limit(MAX_IMAGES).toList())
        .forEach(
            (path, image) ->
                measured(path, image.sopClass(), byImage.getOrDefault(path, List.of()))
                    .forEach(one -> known.put(one.id(), one)));
    List<Measured> said =
        saved.stream()
            .flatMap(mark -> Stream.ofNullable(known.get(mark.id())))
            .filter(Measured::isKnown)
            .toList();
    MeasurementReport report = new MeasurementReport(visitor.name(), device, said);
    return said.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Publishing.Document(said.size(), saved.size() - said.size(), report::file));
  }

  /** One image at a time, so that memory does not depend on how many there are. */
  private List<Measured> measured(ResourcePath path, String sopClass, List<Mark> on) {
    try (HeldMemory memory = budget.begin()) {
      return archive.describe(path, memory)
              instanceof ObjectDescription.Described(DicomObject image)
          ? measured(path, sopClass, image, on, memory)
          : List.of();
    } catch (MemoryBusy e) {
      throw new ArchiveUnreachable(e);
    }
  }

  private List<Measured> measured(
      ResourcePath path, String sopClass, DicomObject image, List<Mark> on, HeldMemory memory) {
    @Nullable PixelSize size = PixelSize.of(image).orElse(null);
    boolean hasFrames = image.count(Tag.NUMBER_OF_FRAMES) > 1;
    boolean isOfValues = !hasFrames && PixelValues.areKnown(image);
    @Nullable PixelValues values = isOfValues ? values(path, image, memory) : null;
    List<Measured> measured = new ArrayList<>();
    for (Mark mark : on) {
      ImageReference reference =
          new ImageReference(
              new SeriesUid(mark.series()),
              new InstanceUid(mark.object()),
              sopClass,
              hasFrames ? mark.frame() : 0);
      Measured one = Measured.of(mark, reference, size);
      measured.add(values == null ? one : one.with(values));
    }
    return measured;
  }

  private @Nullable PixelValues values(ResourcePath path, DicomObject image, HeldMemory memory) {
    int bytes = PixelValues.bytesOf(image);
    Representation frame = new Representation.Frames(List.of(1));
    if (!memory.holds(bytes)
        || !(archive.open(path, frame, UNCOMPRESSED, null)
            instanceof ArchiveResponse.Given given)) {
      return null;
    }
    try (given;
        InputStream content = ObjectStreams.content(given)) {
      byte[] pixels = content.readNBytes(bytes);
      return pixels.length == bytes ? PixelValues.of(image, pixels) : null;
    } catch (IOException e) {
      return null;
    }
  }

  private static ResourcePath path(StudyUid study, Mark mark) {
    return ResourcePath.of(study, new SeriesUid(mark.series()), new InstanceUid(mark.object()));
  }
}
