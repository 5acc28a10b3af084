package org.sallyport.portal.archive;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.hc.core5.http.ContentType;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.ids.InstanceUid;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.memory.HeldMemory;
import org.sallyport.platform.tracing.Tracing;
import org.sallyport.portal.archive.dicom.DicomObject;
import org.sallyport.portal.archive.dicom.ImageSize;
import org.sallyport.portal.archive.dicom.Modality;
import org.sallyport.portal.archive.dicom.NamedByObject;
import org.sallyport.portal.archive.dicom.SeriesEntry;
import org.sallyport.portal.archive.dicom.StudyEntry;
import org.sallyport.portal.archive.dicom.Tag;
import org.sallyport.portal.archive.json.ReadLimits;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The client of the DICOMweb archive. Every method throws {@link ArchiveUnreachable} if the archive
 * does not answer. Archives ignore filters that they do not support, so results are filtered again
 * here.
 */
@Component
public class Archive {
  private static final List<String> IDENTIFIER_TAGS =
      List.of(Tag.STUDY_INSTANCE_UID, Tag.SERIES_INSTANCE_UID, Tag.SOP_INSTANCE_UID);

  private static final List<String> CLASS_TAGS = List.of(Tag.SOP_CLASS_UID, Tag.MODALITY);
  private static final List<String> NUMBER_TAGS = List.of(Tag.SERIES_NUMBER, Tag.INSTANCE_NUMBER);

  private static final int MULTIPART_BYTES = 256;

  private final Upstream upstream;
  private final OrthancMedia orthancMedia;
  private final ArchiveAnswers answers;
  private final Batches searches;
  private final Batches readings;
  private final boolean readsObjects;
  private final List<String> roots;

  Archive(
      Upstream upstream,
      ArchiveProperties properties,
      Installation installation,
      ArchiveAnswers answers,
      JsonMapper json,
      Tracing tracing) {
    this.upstream = upstream;
    this.searches = new Batches(tracing);
    this.readings = new Batches(tracing);
    this.orthancMedia = new OrthancMedia(upstream, properties, json);
    String path = URI.create(properties.root()).getRawPath();
    this.roots = List.of(properties.root() + "/", installation.address(path) + "/");
    this.answers = answers;
    this.readsObjects = properties.physicians() == ArchiveProperties.Source.OBJECTS;
  }

  /** Since when the archive has not answered; empty if the last request was answered. */
  public Optional<Instant> downSince() {
    return upstream.downSince();
  }

  /**
   * The part of a URL in the archive's response that follows the root of its services; empty if the
   * URL is not the archive's.
   */
  public Optional<String> below(String address) {
    return roots.stream()
        .filter(address::startsWith)
        .map(root -> address.substring(root.length()))
        .findFirst();
  }

  /** The existing ones of these studies, in any order. */
  public List<StudyEntry> studies(Collection<StudyUid> uids) {
    Set<StudyUid> wanted = Set.copyOf(uids);
    return searches
        .each(List.copyOf(wanted), batch -> entries(QidoQuery.studies(batch)))
        .filter(entry -> wanted.contains(entry.uid()))
        .toList();
  }

  /**
   * Studies within a range of days, each end open if null; if both are null, all studies, including
   * those without a date.
   *
   * @param limit the maximum number; an archive that ignores it returns more
   * @param offset how many to skip at the beginning
   */
  public List<StudyEntry> studies(
      @Nullable LocalDate from, @Nullable LocalDate to, int limit, int offset) {
    return entries(QidoQuery.studies(from, to).page(limit, offset));
  }

  public List<SeriesEntry> series(StudyUid study) {
    List<SeriesEntry> series = new ArrayList<>();
    eachSeries(study, item -> SeriesEntry.of(item).ifPresent(series::add));
    return series;
  }

  /** Passes each series of a study to the reader. */
  public void eachSeries(StudyUid study, Consumer<DicomObject> reader) {
    List<String> tags =
        List.of(
            Tag.STUDY_INSTANCE_UID,
            Tag.SERIES_DESCRIPTION,
            Tag.BODY_PART_EXAMINED,
            Tag.INSTANCES_IN_SERIES);
    search(ResourcePath.of(study), "series", QidoQuery.all().asking(tags), reader);
  }

  /**
   * Passes each instance of a study or series to the reader, with its class, its modality and the
   * numbers by which it is ordered.
   */
  public void eachInstance(ResourcePath resourcePath, Consumer<DicomObject> reader) {
    QidoQuery all = QidoQuery.all().asking(IDENTIFIER_TAGS).asking(CLASS_TAGS).asking(NUMBER_TAGS);
    search(resourcePath, "instances", all, reader);
  }

  /**
   * Passes the instances of a study that are of some SOP classes to the reader. An archive that
   * ignores the filter passes others, too.
   *
   * @param sopClasses as the archive tells them
   */
  public void eachInstance(
      StudyUid study, Collection<String> sopClasses, Consumer<DicomObject> reader) {
    QidoQuery some =
        QidoQuery.ofClasses(sopClasses)
            .asking(IDENTIFIER_TAGS)
            .asking(CLASS_TAGS)
            .asking(NUMBER_TAGS);
    search(ResourcePath.of(study), "instances", some, reader);
  }

  /**
   * Passes each instance of a series to the reader, with its class and, if it is an image, its
   * height and its number of frames.
   */
  public void eachImage(ResourcePath series, Consumer<DicomObject> reader) {
    QidoQuery all =
        QidoQuery.all()
            .asking(IDENTIFIER_TAGS)
            .asking(CLASS_TAGS)
            .asking(List.of(Tag.ROWS, Tag.NUMBER_OF_FRAMES));
    search(series, "instances", all, reader);
  }

  /** The SOP classes of a study's objects; empty if the archive does not tell them. */
  public Set<String> sopClasses(StudyUid study) {
    Set<String> classes = new HashSet<>();
    QidoQuery one = QidoQuery.studies(List.of(study)).asking(List.of(Tag.SOP_CLASSES_IN_STUDY));
    search(
        "studies",
        one,
        item ->
            ResourcePath.of(item)
                .filter(found -> found.study().equals(study))
                .ifPresent(found -> classes.addAll(item.texts(Tag.SOP_CLASSES_IN_STUDY))));
    return classes;
  }

  /** One instance of a study or series; empty if the offset is past the last one. */
  public Optional<ResourcePath> instance(ResourcePath resourcePath, int offset) {
    List<ResourcePath> found = new ArrayList<>();
    QidoQuery one = QidoQuery.all().page(1, offset).asking(IDENTIFIER_TAGS);
    search(resourcePath, "instances", one, item -> ResourcePath.of(item).ifPresent(found::add));
    return found.stream().filter(it -> it.instance() != null).findFirst();
  }

  /**
   * Passes some instances of a study to the reader.
   *
   * @param limit the maximum number; an archive that ignores it passes more
   */
  public void someInstances(StudyUid study, int limit, int offset, Consumer<DicomObject> reader) {
    QidoQuery some =
        QidoQuery.all()
            .page(limit, offset)
            .asking(IDENTIFIER_TAGS)
            .asking(CLASS_TAGS)
            .asking(NUMBER_TAGS);
    search(ResourcePath.of(study), "instances", some, reader);
  }

  /** The instance of the study with this UID, in whichever series it is. */
  public Optional<ResourcePath> instance(StudyUid study, InstanceUid instance) {
    List<ResourcePath> found = new ArrayList<>();
    search(
        ResourcePath.of(study),
        "instances",
        onlyInstance(instance.value()),
        item -> ResourcePath.of(item).ifPresent(found::add));
    return found.stream()
        .filter(it -> it.study().equals(study) && instance.equals(it.instance()))
        .findFirst();
  }

  /**
   * The size of an image; empty if there is no such object in the archive.
   *
   * @param instance the path of an instance
   */
  public Optional<ImageSize> size(ResourcePath instance) {
    List<ImageSize> sizes = new ArrayList<>();
    search(
        new ResourcePath(instance.study(), instance.series(), null),
        "instances",
        onlyInstance(String.valueOf(instance.instance())).asking(ImageSize.REQUIRED_TAGS),
        item ->
            ResourcePath.of(item)
                .filter(instance::equals)
                .ifPresent(it -> sizes.add(ImageSize.of(item))));
    return sizes.stream().findFirst();
  }

  /**
   * The study as the archive's own ZIP with a DICOMDIR; empty if the archive makes none.
   *
   * @see ArchiveProperties#orthancUrl
   */
  public Optional<ArchiveResponse.Given> media(StudyUid study) {
    return orthancMedia.of(study);
  }

  /** Whether the archive confirms that the series or instance belongs to the study. */
  public boolean has(ResourcePath resourcePath) {
    List<ResourcePath> found = new ArrayList<>();
    searchByUid(resourcePath, item -> ResourcePath.of(item).ifPresent(found::add));
    return found.stream().anyMatch(resourcePath::holds);
  }

  private void searchByUid(ResourcePath wanted, Consumer<DicomObject> reader) {
    if (wanted.series() == null) {
      search("studies", QidoQuery.studies(List.of(wanted.study())), reader);
    } else if (wanted.instance() == null) {
      QidoQuery one = QidoQuery.all().with("SeriesInstanceUID", wanted.series().value());
      search(
          ResourcePath.of(wanted.study()),
          "series",
          one.asking(IDENTIFIER_TAGS.subList(0, 2)),
          reader);
    } else {
      ResourcePath series = ResourcePath.of(wanted.study(), wanted.series());
      search(series, "instances", onlyInstance(wanted.instance().value()), reader);
    }
  }

  private static QidoQuery onlyInstance(String uid) {
    return QidoQuery.all().with("SOPInstanceUID", uid).asking(IDENTIFIER_TAGS);
  }

  /**
   * Passes the metadata of each instance below the path to the reader; false if the path does not
   * exist.
   */
  public boolean eachMetadata(ResourcePath resourcePath, Consumer<DicomObject> reader) {
    return answers.each(ArchiveAnswers.metadata(resourcePath), ReadLimits.METADATA, reader);
  }

  /**
   * Whom one object of the study names, regardless of the study search; empty if the study has no
   * objects. Only the attributes that tell it are read. It is an object of a series of images if
   * there is one: archives take long to describe a large report.
   */
  public Optional<NamedByObject> namedByAnObject(StudyUid study) {
    return oneObject(study).flatMap(this::namedBy);
  }

  private Optional<ResourcePath> oneObject(StudyUid study) {
    return series(study).stream()
        .filter(series -> series.instances() != 0 && !Modality.isOfReports(series.modality()))
        .findFirst()
        .flatMap(series -> instance(ResourcePath.of(study, series.uid()), 0))
        .or(() -> instance(ResourcePath.of(study), 0))
        .filter(object -> object.study().equals(study));
  }

  private Optional<NamedByObject> namedBy(ResourcePath object) {
    return answers
        .first(ArchiveAnswers.metadata(object), NamedByObject.TAGS)
        .map(first -> first.isWhole() ? NamedByObject.of(first.attributes()) : unreadable(object));
  }

  private NamedByObject unreadable(ResourcePath object) {
    answers.note(object);
    return NamedByObject.nobody(false);
  }

  /**
   * The description of one object, unless it is too large.
   *
   * @param memory where what it takes is held
   */
  public ObjectDescription describe(ResourcePath object, HeldMemory memory) {
    return answers.describe(object, memory);
  }

  /**
   * Stores an object of a study (STOW-RS, PS3.18 section 10.5).
   *
   * @param file as in PS3.10
   * @return the status of the answer: 200 if it is stored
   * @throws ArchiveUnreachable if the archive does not answer; it may have stored the object
   */
  public int store(StudyUid study, byte[] file) {
    String boundary = boundary(file);
    ByteArrayOutputStream body = new ByteArrayOutputStream(file.length + MULTIPART_BYTES);
    body.writeBytes(ascii("--" + boundary + "\r\nContent-Type: application/dicom\r\n\r\n"));
    body.writeBytes(file);
    body.writeBytes(ascii("\r\n--" + boundary + "--\r\n"));
    ContentType type =
        ContentType.parse("multipart/related; type=\"application/dicom\"; boundary=" + boundary);
    return upstream.store(ResourcePath.of(study).path(), type, body.toByteArray());
  }

  /** It is nowhere in the file. */
  private static String boundary(byte[] file) {
    String bytes = new String(file, StandardCharsets.ISO_8859_1);
    int number = 0;
    while (bytes.contains("sallyport-" + number)) {
      number++;
    }
    return "sallyport-" + number;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Retrieves a representation of a resource.
   *
   * @param accept requested media types; null if the archive may choose
   * @param range requested byte range; null for all
   */
  public ArchiveResponse open(
      ResourcePath resourcePath,
      Representation representation,
      @Nullable String accept,
      @Nullable String range) {
    Upstream.Answer response =
        upstream.get(resourcePath.path() + representation.path(), accept, range);
    int status = response.statusCode();
    boolean isGiven = status == 200 || status == 206;
    if (isGiven && isInThatForm(response, representation)) {
      return new ArchiveResponse.Given(status, response.headers(), upstream.body(response));
    }
    Upstream.discard(response);
    return ArchiveAnswers.isAbsent(status)
        ? new ArchiveResponse.NotThere()
        : new ArchiveResponse.NotInThatForm();
  }

  /** Orthanc gives all of a video in place of a picture of it. */
  private static boolean isInThatForm(Upstream.Answer response, Representation representation) {
    return !(representation instanceof Representation.Rendered)
        || response.headers().firstValue("Content-Type").orElse("").startsWith("image/");
  }

  private List<StudyEntry> entries(QidoQuery qidoQuery) {
    List<StudyEntry> entries = new ArrayList<>();
    Consumer<DicomObject> reader = item -> StudyEntry.of(item).ifPresent(entries::add);
    answers.each(
        "studies" + qidoQuery.asking(StudyEntry.REQUESTED_TAGS), ReadLimits.COLLECTED, reader);
    return readsObjects ? readings.one(entries, this::withNamedByAnObject).toList() : entries;
  }

  private StudyEntry withNamedByAnObject(StudyEntry entry) {
    return namedByAnObject(entry.uid()).map(entry::with).orElse(entry.withNobody());
  }

  private void search(
      ResourcePath in, String what, QidoQuery qidoQuery, Consumer<DicomObject> reader) {
    search(in.path() + "/" + what, qidoQuery, reader);
  }

  private void search(String path, QidoQuery qidoQuery, Consumer<DicomObject> reader) {
    answers.each(path + qidoQuery, ReadLimits.ITEMS, reader);
  }
}
