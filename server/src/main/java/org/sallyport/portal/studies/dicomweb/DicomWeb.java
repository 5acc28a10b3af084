package org.sallyport.portal.studies.dicomweb;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.access.ConcurrentReads;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Reader;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForReader;
import org.sallyport.platform.access.annotations.ForSignedIn;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.archive.Representation;
import org.sallyport.portal.archive.ResourcePath;
import org.sallyport.portal.studies.AccessRecords;
import org.sallyport.portal.studies.Readers;
import org.sallyport.portal.studies.StudyAccess;
import org.sallyport.portal.studies.contents.HiddenReports;
import org.sallyport.portal.studies.contents.RenderedPictures;
import org.springframework.stereotype.Component;

/**
 * The DICOMweb endpoints for viewers. Access is checked on every request, down to the object.
 * {@link DicomWebRoutes} leads the requests here.
 */
@Component
@ForSignedIn
@RequiredArgsConstructor
class DicomWeb {
  static final String PATH = "/dicom-web/";
  static final String SHARED = "/shared/dicom-web/";

  private final Readers readers;
  private final MembershipCheck membershipCheck;
  private final Relay relay;
  private final ProxyTransfer proxyTransfer;
  private final Listings listings;
  private final AccessRecords records;
  private final HiddenReports reports;
  private final RenderedPictures pictures;
  private final ConcurrentReads<Question, Optional<StudyAccess>> reads = new ConcurrentReads<>();

  /**
   * @param who the account, or the guest
   */
  private record Question(Object who, StudyUid study) {
    static Question of(Reader reader, StudyUid study) {
      return new Question(reader instanceof Visitor it ? it.account() : reader, study);
    }
  }

  void search(Visitor visitor, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (isNotGet(request)) {
      DicomWebRefusal.ONLY_GET.write(response);
      return;
    }
    switch (Search.read(request.getParameterMap())) {
      case Search.NotUnderstood _ -> DicomWebRefusal.NOT_UNDERSTOOD.write(response);
      case Search.Understood it -> {
        OptionalInt found = listings.studies(visitor, it.search(), response);
        if (found.isEmpty()) {
          DicomWebRefusal.TOO_BROAD.write(response);
        } else {
          records.searchedByProgram(visitor, found.getAsInt(), Origin.of(request));
        }
      }
    }
  }

  /** An object, or a listing, of a study. The reader of a share sees its studies only. */
  @ForReader
  void give(Reader reader, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<DicomWebRequest> dicomWebRequest =
        DicomWebRequest.parse(request.getRequestURI().substring(reader.dicomWeb().length()));
    if (isNotGet(request)) {
      DicomWebRefusal.ONLY_GET.write(response);
    } else if (dicomWebRequest.isEmpty()) {
      DicomWebRefusal.NOT_FOUND.write(response);
    } else {
      give(dicomWebRequest.get(), reader, request, response);
    }
  }

  private void give(
      DicomWebRequest dicomWebRequest,
      Reader reader,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Optional<StudyAccess> seen = seen(reader, dicomWebRequest.place().study());
    if (seen.isEmpty()
        || !membershipCheck.is(dicomWebRequest.place())
        || hides(seen.get(), dicomWebRequest)) {
      refuse(dicomWebRequest, reader, request, response);
      return;
    }
    readers.fetched(reader, seen.get(), Origin.of(request));
    switch (given(dicomWebRequest, seen.get(), reader, request, response)) {
      case GIVEN -> {}
      case NOT_THERE -> refuse(dicomWebRequest, reader, request, response);
      case NOT_IN_THAT_FORM -> DicomWebRefusal.NOT_IN_THAT_FORM.write(response);
    }
  }

  /** A listing leaves the reports out instead, unless nothing else is left. */
  private boolean hides(StudyAccess studyAccess, DicomWebRequest dicomWebRequest) {
    ResourcePath path = dicomWebRequest.place();
    return dicomWebRequest.isListing()
        ? reports.hidesAll(studyAccess, path)
        : reports.hides(studyAccess, path);
  }

  /** Concurrent requests of a viewer for images of the same study share what has to be read. */
  private Optional<StudyAccess> seen(Reader reader, StudyUid study) {
    return readers
        .known(reader, study)
        .or(() -> reads.get(Question.of(reader, study), () -> readers.see(reader, study)));
  }

  private Relay.Relayed given(
      DicomWebRequest dicomWebRequest,
      StudyAccess studyAccess,
      Reader reader,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    ResourcePath resourcePath = dicomWebRequest.place();
    return switch (dicomWebRequest.what()) {
      case DicomWebRequest.What.SeriesList _ ->
          listings.series(reader, studyAccess, resourcePath, request, response);
      case DicomWebRequest.What.InstanceList _ ->
          listings.instances(reader, studyAccess, resourcePath, request, response);
      case DicomWebRequest.What.In(Representation.Metadata metadata) ->
          listings.metadata(reader, studyAccess, resourcePath, response);
      case DicomWebRequest.What.In(Representation.Rendered rendered) ->
          picture(reader, resourcePath, Pictures.sized(rendered, request), request, response);
      case DicomWebRequest.What.In(Representation representation) ->
          image(reader, resourcePath, representation, request, response);
    };
  }

  /** A whole series or study is not rendered: the archive would decode images of any size. */
  private Relay.Relayed picture(
      Reader reader,
      ResourcePath resourcePath,
      Representation.Rendered wanted,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Optional<Representation.Rendered> picture =
        resourcePath.instance() == null
            ? Optional.empty()
            : pictures.of(resourcePath, wanted.frame(), wanted.viewport());
    return picture.isEmpty()
        ? Relay.Relayed.NOT_IN_THAT_FORM
        : image(reader, resourcePath, picture.get(), request, response);
  }

  private Relay.Relayed image(
      Reader reader,
      ResourcePath resourcePath,
      Representation representation,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    return proxyTransfer.isLeft(resourcePath, representation, request, response)
        ? Relay.Relayed.GIVEN
        : relay.give(reader, resourcePath, representation, request, response);
  }

  private void refuse(
      DicomWebRequest dicomWebRequest,
      Reader reader,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    readers.refused(reader, dicomWebRequest.place().study(), Origin.of(request));
    DicomWebRefusal.NOT_FOUND.write(response);
  }

  /** HEAD is refused too: the archive would send a body that is discarded. */
  private static boolean isNotGet(HttpServletRequest request) {
    return !request.getMethod().equals("GET");
  }
}
