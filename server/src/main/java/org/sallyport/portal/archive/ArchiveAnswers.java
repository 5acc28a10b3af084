package org.sallyport.portal.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.memory.HeldMemory;
import org.sallyport.platform.memory.MemoryBusy;
import org.sallyport.portal.archive.dicom.DicomObject;
import org.sallyport.portal.archive.json.FirstObject;
import org.sallyport.portal.archive.json.ObjectStream;
import org.sallyport.portal.archive.json.OneObject;
import org.sallyport.portal.archive.json.ReadLimits;
import org.sallyport.portal.archive.json.UnreadableAnswer;
import org.sallyport.portal.archive.json.UnreadableObjects;
import org.springframework.stereotype.Component;

/**
 * Reads the archive's answers in DICOM JSON, within limits. An archive that rejects the gateway's
 * request, or whose answer cannot be read, counts as a fault.
 */
@Component
@RequiredArgsConstructor
class ArchiveAnswers {
  private static final String DICOM_JSON = "application/dicom+json";

  private final Upstream upstream;
  private final ObjectStream objects;
  private final UnreadableObjects unreadable;

  /** Passes each object to the reader; false if the resource does not exist. */
  boolean each(String path, ReadLimits limits, Consumer<DicomObject> reader) {
    return answer(path)
        .map(answer -> read(answer, body -> each(body, limits, reader)))
        .orElse(false);
  }

  private boolean each(InputStream body, ReadLimits limits, Consumer<DicomObject> reader) {
    objects.each(body, limits, reader);
    return true;
  }

  /** Some attributes of the first object; empty if there is none. */
  Optional<FirstObject> first(String path, List<String> tags) {
    return answer(path).flatMap(answer -> read(answer, body -> objects.first(body, tags)));
  }

  /**
   * The description of one object.
   *
   * @param memory where what it takes is held
   */
  ObjectDescription describe(ResourcePath object, HeldMemory memory) {
    Upstream.Answer answer = upstream.get(metadata(object), DICOM_JSON, null);
    if (answer.statusCode() != 200) {
      Upstream.discard(answer);
      return isAbsent(answer.statusCode())
          ? new ObjectDescription.Absent()
          : new ObjectDescription.Unreadable("the archive cannot read it");
    }
    long announced = answer.headers().firstValueAsLong("Content-Length").orElse(0);
    if (announced > ReadLimits.OBJECT.mostBytes()) {
      Upstream.discard(answer);
      note(object);
      return new ObjectDescription.Unreadable("it is announced with " + announced + " bytes");
    }
    try (InputStream body = upstream.body(answer)) {
      return new ObjectDescription.Described(OneObject.read(body, memory));
    } catch (UnreadableAnswer e) {
      note(object);
      return new ObjectDescription.Unreadable(String.valueOf(e.getMessage()));
    } catch (MemoryBusy e) {
      throw new ArchiveUnreachable(e);
    } catch (IOException e) {
      throw endedTooEarly(e);
    }
  }

  /** Counts an object that cannot be read, and names it in the log. */
  void note(ResourcePath object) {
    unreadable.note(object.study().value(), String.valueOf(object.instance()));
  }

  static String metadata(ResourcePath place) {
    return place.path() + new Representation.Metadata().path();
  }

  static boolean isAbsent(int status) {
    return status == 204 || status == 404 || status == 410;
  }

  /** Empty if the resource does not exist. */
  private Optional<Upstream.Answer> answer(String path) {
    Upstream.Answer answer = upstream.get(path, DICOM_JSON, null);
    if (answer.statusCode() == 200) {
      return Optional.of(answer);
    }
    Upstream.discard(answer);
    if (isAbsent(answer.statusCode())) {
      return Optional.empty();
    }
    throw new ArchiveUnreachable("the archive answered " + answer.statusCode());
  }

  private <T> T read(Upstream.Answer answer, Function<InputStream, T> reader) {
    try (InputStream body = upstream.body(answer)) {
      return reader.apply(body);
    } catch (UnreadableAnswer e) {
      throw new ArchiveUnreachable(String.valueOf(e.getMessage()), e);
    } catch (MemoryBusy e) {
      throw new ArchiveUnreachable(e);
    } catch (IOException e) {
      throw endedTooEarly(e);
    }
  }

  private static ArchiveUnreachable endedTooEarly(IOException cause) {
    return new ArchiveUnreachable("the archive's answer ended too early", cause);
  }
}
