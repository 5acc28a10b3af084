package org.sallyport.studies.dicomweb;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.apache.coyote.CloseNowException;
import org.sallyport.access.ForGuest;
import org.sallyport.access.ForSignedIn;
import org.sallyport.access.Guest;
import org.sallyport.access.Origin;
import org.sallyport.access.Reader;
import org.sallyport.access.Visitor;
import org.sallyport.archive.ArchiveUnreachable;
import org.sallyport.archive.Representation;
import org.sallyport.archive.ResourcePath;
import org.sallyport.studies.AccessRecords;
import org.sallyport.studies.HiddenReports;
import org.sallyport.studies.Readers;
import org.sallyport.studies.StudyAccess;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import tools.jackson.core.exc.JacksonIOException;

/** The DICOMweb endpoints for viewers. Access is checked on every request, down to the object. */
@Controller
@ForSignedIn
class DicomWeb {
  private static final String HERE = "/dicom-web/";
  private static final String SHARED = "/shared/dicom-web/";

  private final Readers readers;
  private final MembershipCheck membershipCheck;
  private final Relay relay;
  private final Listings listings;
  private final AccessRecords records;
  private final HiddenReports reports;

  DicomWeb(
      Readers readers,
      MembershipCheck membershipCheck,
      Relay relay,
      Listings listings,
      AccessRecords records,
      HiddenReports reports) {
    this.readers = readers;
    this.membershipCheck = membershipCheck;
    this.relay = relay;
    this.listings = listings;
    this.records = records;
    this.reports = reports;
  }

  @GetMapping(HERE + "studies")
  void search(
      @AuthenticationPrincipal Visitor visitor,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    if (isNoGet(request)) {
      Refused.ONLY_GET.write(response);
      return;
    }
    switch (Search.read(request.getParameterMap())) {
      case Search.NotUnderstood no -> Refused.NOT_UNDERSTOOD.write(response);
      case Search.Understood it -> {
        int found = listings.studies(visitor, it.search(), response);
        records.searched(visitor, found, Origin.of(request));
      }
    }
  }

  @GetMapping(HERE + "studies/**")
  void give(
      @AuthenticationPrincipal Visitor visitor,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    give((Reader) visitor, request, response);
  }

  /** The same for the reader of a share, who sees its studies and cannot search. */
  @GetMapping(SHARED + "studies/**")
  @ForGuest
  void giveShared(
      @AuthenticationPrincipal Guest guest,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    give(guest, request, response);
  }

  private void give(Reader reader, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<DicomWebRequest> dicomWebRequest =
        DicomWebRequest.parse(request.getRequestURI().substring(reader.dicomWeb().length()));
    if (isNoGet(request)) {
      Refused.ONLY_GET.write(response);
    } else if (dicomWebRequest.isEmpty()) {
      Refused.NOT_FOUND.write(response);
    } else {
      give(dicomWebRequest.get(), reader, request, response);
    }
  }

  /** A response that has begun must not look complete to the client. */
  @ExceptionHandler
  void unreachable(ArchiveUnreachable fault, HttpServletResponse response) throws IOException {
    if (response.isCommitted()) {
      throw fault;
    }
    response.setHeader("Retry-After", "10");
    Refused.ARCHIVE_SILENT.write(response);
  }

  /** Makes Tomcat close the connection, so that the client sees that the response is incomplete. */
  @ExceptionHandler
  void ended(CloseNowException fault) throws CloseNowException {
    throw fault;
  }

  /** The client has closed the connection, so no error response is possible. */
  @ExceptionHandler({IOException.class, JacksonIOException.class})
  void gone(Exception fault, HttpServletResponse response) throws Exception {
    if (!response.isCommitted()) {
      throw fault;
    }
  }

  private void give(
      DicomWebRequest dicomWebRequest,
      Reader reader,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Optional<StudyAccess> seen = readers.see(reader, dicomWebRequest.place().study());
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
      case NOT_IN_THAT_FORM -> Refused.NOT_IN_THAT_FORM.write(response);
    }
  }

  /** A listing of a whole study leaves the reports out instead. */
  private boolean hides(StudyAccess studyAccess, DicomWebRequest dicomWebRequest) {
    ResourcePath path = dicomWebRequest.place();
    boolean leavesOut = path.series() == null && dicomWebRequest.isListing();
    return !leavesOut && reports.hides(studyAccess, path);
  }

  private Relay.Outcome given(
      DicomWebRequest dicomWebRequest,
      StudyAccess studyAccess,
      Reader reader,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    ResourcePath resourcePath = dicomWebRequest.place();
    return switch (dicomWebRequest.what()) {
      case DicomWebRequest.What.SeriesList list ->
          listings.series(reader, studyAccess, resourcePath, request, response);
      case DicomWebRequest.What.InstanceList list ->
          listings.instances(reader, studyAccess, resourcePath, request, response);
      case DicomWebRequest.What.In(Representation.Metadata metadata) ->
          listings.metadata(reader, studyAccess, resourcePath, response);
      case DicomWebRequest.What.In(Representation.Rendered rendered) ->
          relay.give(reader, resourcePath, Pictures.sized(rendered, request), request, response);
      case DicomWebRequest.What.In(Representation representation) ->
          relay.give(reader, resourcePath, representation, request, response);
    };
  }

  private void refuse(
      DicomWebRequest dicomWebRequest,
      Reader reader,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    readers.refused(reader, dicomWebRequest.place().study(), Origin.of(request));
    Refused.NOT_FOUND.write(response);
  }

  /** HEAD is refused too: the archive would send a body that is discarded. */
  private static boolean isNoGet(HttpServletRequest request) {
    return !request.getMethod().equals("GET");
  }
}
