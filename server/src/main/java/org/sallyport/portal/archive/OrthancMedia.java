package org.sallyport.portal.archive;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.ids.StudyUid;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The ZIP with a DICOMDIR that Orthanc makes of a study, by its own REST API. Its DICOMweb services
 * make none.
 */
final class OrthancMedia {
  private static final int OK = 200;
  private static final int MAX_RESPONSE_BYTES = 64 * 1024;
  private static final Pattern STUDY = Pattern.compile("/studies/[0-9a-f]{8}(?:-[0-9a-f]{8}){4}");

  private final Upstream upstream;
  private final @Nullable URI root;
  private final JsonMapper json;

  OrthancMedia(Upstream upstream, ArchiveProperties properties, JsonMapper json) {
    this.upstream = upstream;
    this.root = properties.orthancUrl();
    this.json = json;
  }

  /** Empty if Orthanc's address is not set, or if it does not have the study. */
  Optional<ArchiveResponse.Given> of(StudyUid study) {
    if (root == null) {
      return Optional.empty();
    }
    return path(root, study)
        .map(path -> upstream.getBeside(address(root, path + "/media")))
        .flatMap(this::given);
  }

  private Optional<ArchiveResponse.Given> given(Upstream.Answer response) {
    if (response.statusCode() != OK) {
      Upstream.discard(response);
      return Optional.empty();
    }
    return Optional.of(new ArchiveResponse.Given(OK, response.headers(), upstream.body(response)));
  }

  /** The path of the study by Orthanc's own identifier. */
  private Optional<String> path(URI orthanc, StudyUid study) {
    Upstream.Answer response =
        upstream.postBeside(address(orthanc, "/tools/lookup"), study.value());
    if (response.statusCode() != OK) {
      Upstream.discard(response);
      return Optional.empty();
    }
    try (InputStream body = upstream.body(response)) {
      return paths(json.readTree(body.readNBytes(MAX_RESPONSE_BYTES)));
    } catch (IOException | JacksonException e) {
      throw new ArchiveUnreachable("the archive's answer cannot be read", e);
    }
  }

  /** None if the UID is ambiguous: Orthanc then has two studies of different patients. */
  private static Optional<String> paths(JsonNode found) {
    return found.size() == 1
        ? found.path(0).path("Path").stringValueOpt().filter(path -> STUDY.matcher(path).matches())
        : Optional.empty();
  }

  private static URI address(URI orthanc, String path) {
    return URI.create(orthanc.toString().replaceAll("/+$", "") + path);
  }
}
