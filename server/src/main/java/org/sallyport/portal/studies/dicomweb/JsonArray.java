package org.sallyport.portal.studies.dicomweb;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import org.apache.coyote.CloseNowException;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.RunningResponses.Running;
import org.sallyport.portal.archive.ArchiveUnreachable;
import org.sallyport.portal.archive.ResourcePath;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a JSON array as a stream. Until the first object, or the end, the response can still
 * become a refusal; without {@link #end} the array is incomplete.
 */
final class JsonArray {
  private final JsonMapper json;
  private final HttpServletResponse response;
  private final Running running;
  private final Set<ResourcePath> written = new HashSet<>();
  private @Nullable JsonGenerator generator;

  JsonArray(JsonMapper json, HttpServletResponse response, Running running) {
    this.json = json;
    this.response = response;
    this.running = running;
  }

  /**
   * Writes one more, which the archive gave.
   *
   * @throws ArchiveUnreachable if it gave the same one before: its answer might have no end
   * @throws UncheckedIOException as {@link #write(ObjectNode)}
   */
  void write(ResourcePath place, ObjectNode object) {
    if (!written.add(place)) {
      throw new ArchiveUnreachable("the archive's answer has an object twice");
    }
    write(object);
  }

  /**
   * Writes one more.
   *
   * @throws UncheckedIOException if the right to the response has ended, or the client has closed
   *     the connection
   */
  void write(ObjectNode object) {
    try {
      StudyResponses.check(running);
    } catch (CloseNowException e) {
      throw new UncheckedIOException(e);
    }
    json.writeTree(begun(), object);
  }

  void end() {
    begun().writeEndArray().flush();
  }

  private JsonGenerator begun() {
    JsonGenerator begun = generator;
    if (begun == null) {
      Relay.guard(response);
      response.setContentType("application/dicom+json");
      begun = json.createGenerator(stream());
      begun.writeStartArray();
      generator = begun;
    }
    return begun;
  }

  private OutputStream stream() {
    try {
      return response.getOutputStream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
