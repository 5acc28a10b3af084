package org.sallyport.portal.archive;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.ids.StudyUid;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The list of changes of an Orthanc: its REST interface, beside DICOMweb. Each method throws {@link
 * ArchiveUnreachable} if the archive does not answer. Orthanc does not list what was deleted, and
 * forgets the changes of a resource with it.
 */
@Component
public class ChangesFeed {
  private static final int PAGE_SIZE = 1000;

  /** A page of changes has 300 KB; longer answers are cut and cannot be read. */
  private static final int MAX_RESPONSE_BYTES = 2 << 20;

  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{8}){4}");

  private final Upstream upstream;
  private final JsonMapper json;
  private final @Nullable URI url;

  ChangesFeed(Upstream upstream, ArchiveProperties properties, JsonMapper json) {
    this.upstream = upstream;
    this.json = json;
    this.url = properties.orthancUrl();
  }

  /** A new or changed study, or a series of one. */
  public record Change(boolean isSeries, String id) {}

  /**
   * Some of the changes.
   *
   * @param last the number of the last change of these
   * @param done whether there are no more
   */
  public record Changes(List<Change> changes, long last, boolean done) {}

  /** Whether the archive has such a list. */
  public boolean isThere() {
    return url != null;
  }

  /** The changes after a number, oldest first. */
  public Changes since(long number) {
    JsonNode answer =
        read("changes?since=" + number + "&limit=" + PAGE_SIZE).orElseThrow(this::strange);
    List<Change> changes = new ArrayList<>();
    for (JsonNode change : answer.path("Changes")) {
      change(change).ifPresent(changes::add);
    }
    return new Changes(
        changes.stream().distinct().toList(),
        answer.path("Last").asLong(number),
        answer.path("Done").asBoolean(true));
  }

  /** Empty if it is not of a study or a series, or if its ID is malformed. */
  private static Optional<Change> change(JsonNode change) {
    String type = change.path("ResourceType").asString("");
    String id = change.path("ID").asString("");
    return (type.equals("Study") || type.equals("Series")) && ID.matcher(id).matches()
        ? Optional.of(new Change(type.equals("Series"), id))
        : Optional.empty();
  }

  /** The number of the last change; 0 if there is none. */
  public long last() {
    return read("changes?last").orElseThrow(this::strange).path("Last").asLong(0);
  }

  /** How many studies the archive has. */
  public long studies() {
    return read("statistics").orElseThrow(this::strange).path("CountStudies").asLong(0);
  }

  /** The study of a change; empty if it is gone. */
  public Optional<StudyUid> study(Change change) {
    return change.isSeries()
        ? read("series/" + change.id() + "/study").flatMap(ChangesFeed::uid)
        : read("studies/" + change.id()).flatMap(ChangesFeed::uid);
  }

  private static Optional<StudyUid> uid(JsonNode study) {
    return StudyUid.parse(study.path("MainDicomTags").path("StudyInstanceUID").asString(""));
  }

  /** Empty if the resource does not exist. */
  private Optional<JsonNode> read(String path) {
    Upstream.Answer response = upstream.getBeside(address(path));
    if (response.statusCode() != 200) {
      Upstream.discard(response);
      return Optional.empty();
    }
    try (InputStream body = upstream.body(response)) {
      return Optional.of(json.readTree(body.readNBytes(MAX_RESPONSE_BYTES)));
    } catch (IOException | JacksonException e) {
      throw new ArchiveUnreachable("the archive's answer is not as expected", e);
    }
  }

  private URI address(String path) {
    return URI.create(String.valueOf(url).replaceAll("/+$", "") + "/" + path);
  }

  private ArchiveUnreachable strange() {
    return new ArchiveUnreachable("the archive has no list of changes at that address");
  }
}
