package org.sallyport.portal.studies.dicomweb;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Predicate;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.access.Reader;
import org.sallyport.platform.access.RunningResponses.Running;
import org.sallyport.platform.access.Visitor;
import org.sallyport.portal.archive.Archive;
import org.sallyport.portal.archive.ResourcePath;
import org.sallyport.portal.archive.dicom.DicomObject;
import org.sallyport.portal.studies.StudyAccess;
import org.sallyport.portal.studies.contents.HiddenReports;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Responses in DICOM JSON, written one object at a time. */
@Component
@RequiredArgsConstructor
class Listings {
  private final StudySearch studySearch;
  private final Archive archive;
  private final MembershipCheck membershipCheck;
  private final ArchiveUrlRewriter urls;
  private final StudyResponses responses;
  private final HiddenReports reports;
  private final JsonMapper json;

  /**
   * Writes the matching studies that the account may see, newest first.
   *
   * @return how many matches were found; empty, and nothing is written, if the search would have to
   *     look through too many studies
   */
  OptionalInt studies(Visitor visitor, Search search, HttpServletResponse response)
      throws IOException {
    Optional<List<StudyAccess>> found = studySearch.matching(visitor.account(), search);
    if (found.isEmpty()) {
      return OptionalInt.empty();
    }
    List<StudyAccess> matching = found.get();
    List<StudyAccess> page = matching.stream().skip(search.offset()).limit(search.limit()).toList();
    writeArray(
        responses.begin(visitor),
        response,
        array -> page.forEach(studyAccess -> write(studyAccess, visitor, array)));
    return OptionalInt.of(matching.size());
  }

  Relay.Relayed series(
      Reader reader,
      StudyAccess studyAccess,
      ResourcePath resourcePath,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Predicate<DicomObject> hidden = item -> reports.hidesSeries(studyAccess, item);
    return list(
        reader,
        studyAccess,
        resourcePath,
        request,
        response,
        to -> archive.eachSeries(resourcePath.study(), shown(studyAccess, hidden, to)));
  }

  Relay.Relayed instances(
      Reader reader,
      StudyAccess studyAccess,
      ResourcePath resourcePath,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Predicate<DicomObject> hidden = item -> reports.hides(studyAccess, item);
    return list(
        reader,
        studyAccess,
        resourcePath,
        request,
        response,
        to -> archive.eachInstance(resourcePath, shown(studyAccess, hidden, to)));
  }

  Relay.Relayed metadata(
      Reader reader,
      StudyAccess studyAccess,
      ResourcePath resourcePath,
      HttpServletResponse response)
      throws IOException {
    try (Running running = responses.begin(reader, studyAccess)) {
      JsonArray array = new JsonArray(json, response, running);
      Predicate<DicomObject> hidden = item -> reports.hides(studyAccess, item);
      Consumer<DicomObject> writer = item -> pass(item, reader, resourcePath, array);
      if (!archive.eachMetadata(resourcePath, shown(studyAccess, hidden, writer))) {
        return Relay.Relayed.NOT_THERE;
      }
      array.end();
      return Relay.Relayed.GIVEN;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private Relay.Relayed list(
      Reader reader,
      StudyAccess studyAccess,
      ResourcePath resourcePath,
      HttpServletRequest request,
      HttpServletResponse response,
      Consumer<Consumer<DicomObject>> source)
      throws IOException {
    switch (Search.read(request.getParameterMap())) {
      case Search.NotUnderstood _ -> DicomWebRefusal.NOT_UNDERSTOOD.write(response);
      case Search.Understood it ->
          writeArray(
              responses.begin(reader, studyAccess),
              response,
              array -> source.accept(matchesWriter(it.search(), reader, resourcePath, array)));
    }
    return Relay.Relayed.GIVEN;
  }

  /** Writes the items that the search asks for. */
  private Consumer<DicomObject> matchesWriter(
      Search search, Reader reader, ResourcePath resourcePath, JsonArray array) {
    return new Turnstile(search, item -> pass(item, reader, resourcePath, array));
  }

  /** Writes an array into a response that has begun, and closes it. */
  private void writeArray(Running begun, HttpServletResponse response, Consumer<JsonArray> items)
      throws IOException {
    try (begun) {
      JsonArray array = new JsonArray(json, response, begun);
      items.accept(array);
      array.end();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Passes only what the account may get, before it is counted. */
  private Consumer<DicomObject> shown(
      StudyAccess studyAccess, Predicate<DicomObject> hidden, Consumer<DicomObject> next) {
    return item -> {
      if (!hidden.test(item)) {
        reports.strip(studyAccess, item);
        next.accept(item);
      }
    };
  }

  /** Passes only items below the requested path, whatever the archive returns. */
  private void pass(DicomObject item, Reader reader, ResourcePath resourcePath, JsonArray array) {
    ResourcePath.of(item)
        .filter(resourcePath::holds)
        .ifPresent(
            where -> {
              membershipCheck.note(where);
              urls.rewrite(item.json(), resourcePath.study(), reader.dicomWeb());
              array.write(where, item.json());
            });
  }

  private void write(StudyAccess studyAccess, Visitor visitor, JsonArray array) {
    DicomObject copy = new DicomObject(HiddenReports.attributes(studyAccess).json().deepCopy());
    urls.rewrite(copy.json(), studyAccess.study().uid(), visitor.dicomWeb());
    array.write(copy.json());
  }

  /** Passes the matching items between offset and limit. */
  private static final class Turnstile implements Consumer<DicomObject> {
    private final Search search;
    private final Consumer<DicomObject> through;
    private int matching;

    Turnstile(Search search, Consumer<DicomObject> through) {
      this.search = search;
      this.through = through;
    }

    @Override
    public void accept(DicomObject item) {
      if (search.matches(item)) {
        matching++;
        int after = matching - search.offset();
        if (after > 0 && after <= search.limit()) {
          through.accept(item);
        }
      }
    }
  }
}
