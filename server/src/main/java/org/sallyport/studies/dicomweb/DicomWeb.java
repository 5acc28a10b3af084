package org.sallyport.studies.dicomweb;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.sallyport.access.ConcurrentReads;
import org.sallyport.access.ForSignedIn;
import org.sallyport.access.Origin;
import org.sallyport.access.Visitor;
import org.sallyport.archive.Representation;
import org.sallyport.archive.ResourcePath;
import org.sallyport.ids.AccountId;
import org.sallyport.ids.StudyUid;
import org.sallyport.studies.AccessRecords;
import org.sallyport.studies.Studies;
import org.sallyport.studies.StudyAccess;
import org.springframework.stereotype.Component;

/**
 * The DICOMweb endpoints for viewers. Access is checked on every request, down to the object.
 * {@link DicomWebRoutes} leads the requests here.
 */
@Component
@ForSignedIn
class DicomWeb {
  static final String HERE = "/dicom-web/";

  private final Studies studies;
  private final MembershipCheck membershipCheck;
  private final Relay relay;
  private final ProxyTransfer proxyTransfer;
  private final Listings listings;
  private final AccessRecords records;
  private final ConcurrentReads<Question, Optional<StudyAccess>> reads = new ConcurrentReads<>();

  DicomWeb(
      Studies studies,
      MembershipCheck membershipCheck,
      Relay relay,
      ProxyTransfer proxyTransfer,
      Listings listings,
      AccessRecords records) {
    this.studies = studies;
    this.membershipCheck = membershipCheck;
    this.relay = relay;
    this.proxyTransfer = proxyTransfer;
    this.listings = listings;
    this.records = records;
  }

  /** Whether this account may see that study. */
  private record Question(AccountId account, StudyUid study) {}

  void search(Visitor visitor, HttpServletRequest request, HttpServletResponse response)
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

  void give(Visitor visitor, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<DicomWebRequest> dicomWebRequest =
        DicomWebRequest.parse(request.getRequestURI().substring(HERE.length()));
    if (isNoGet(request)) {
      Refused.ONLY_GET.write(response);
    } else if (dicomWebRequest.isEmpty()) {
      Refused.NOT_FOUND.write(response);
    } else {
      give(dicomWebRequest.get(), visitor, request, response);
    }
  }

  private void give(
      DicomWebRequest dicomWebRequest,
      Visitor visitor,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Optional<StudyAccess> seen = seen(visitor, dicomWebRequest.place().study());
    if (seen.isEmpty() || !membershipCheck.is(dicomWebRequest.place())) {
      refuse(dicomWebRequest, visitor, request, response);
      return;
    }
    records.fetched(visitor, seen.get(), Origin.of(request));
    switch (given(dicomWebRequest, visitor, request, response)) {
      case GIVEN -> {}
      case NOT_THERE -> refuse(dicomWebRequest, visitor, request, response);
      case NOT_IN_THAT_FORM -> Refused.NOT_IN_THAT_FORM.write(response);
    }
  }

  /** Concurrent requests of a viewer for images of the same study share the query. */
  private Optional<StudyAccess> seen(Visitor visitor, StudyUid study) {
    return reads.get(
        new Question(visitor.account(), study), () -> studies.see(visitor.account(), study));
  }

  private Relay.Outcome given(
      DicomWebRequest dicomWebRequest,
      Visitor visitor,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    ResourcePath resourcePath = dicomWebRequest.place();
    return switch (dicomWebRequest.what()) {
      case DicomWebRequest.What.SeriesList list ->
          listings.series(visitor, resourcePath, request, response);
      case DicomWebRequest.What.InstanceList list ->
          listings.instances(visitor, resourcePath, request, response);
      case DicomWebRequest.What.In(Representation.Metadata metadata) ->
          listings.metadata(visitor, resourcePath, response);
      case DicomWebRequest.What.In(Representation.Rendered rendered) ->
          image(visitor, resourcePath, Pictures.sized(rendered, request), request, response);
      case DicomWebRequest.What.In(Representation representation) ->
          image(visitor, resourcePath, representation, request, response);
    };
  }

  private Relay.Outcome image(
      Visitor visitor,
      ResourcePath resourcePath,
      Representation representation,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    return proxyTransfer.isLeft(resourcePath, representation, request, response)
        ? Relay.Outcome.GIVEN
        : relay.give(visitor, resourcePath, representation, request, response);
  }

  private void refuse(
      DicomWebRequest dicomWebRequest,
      Visitor visitor,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    records.refused(visitor, dicomWebRequest.place().study(), Origin.of(request));
    Refused.NOT_FOUND.write(response);
  }

  /** HEAD is refused too: the archive would send a body that is discarded. */
  private static boolean isNoGet(HttpServletRequest request) {
    return !request.getMethod().equals("GET");
  }
}
