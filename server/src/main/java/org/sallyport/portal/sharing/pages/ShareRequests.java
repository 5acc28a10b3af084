package org.sallyport.portal.sharing.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.platform.installation.Installation;
import org.sallyport.portal.sharing.Receiver;
import org.sallyport.portal.sharing.Sharable;
import org.sallyport.portal.sharing.SharableStudies;
import org.sallyport.portal.sharing.SharingProperties;
import org.sallyport.portal.studies.Readers;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Reads what a request to the share page is about. */
@Component
@RequiredArgsConstructor
class ShareRequests {
  private final SharableStudies sharable;
  private final Readers readers;
  private final SharingProperties properties;
  private final Installation installation;
  private final Clock clock;

  /**
   * A request with what is known of it.
   *
   * @param chosen how many studies were chosen
   * @param studies those of them that can be shared
   * @param period the days from which and until which they can be
   */
  record ShareRequest(
      Visitor visitor, ShareForm form, int chosen, List<Sharable> studies, Period period) {
    ShareRequest withoutReceiver() {
      return new ShareRequest(visitor, form.withoutReceiver(), chosen, studies, period);
    }

    ShareRequest choosing(Receiver receiver) {
      return new ShareRequest(visitor, form.choosing(receiver), chosen, studies, period);
    }
  }

  /**
   * The chosen studies that can be shared.
   *
   * @throws ResponseStatusException 404 if one of them cannot even be seen, or none was chosen
   */
  ShareRequest read(Visitor visitor, ShareForm form, HttpServletRequest request) {
    List<StudyUid> chosen = form.studies();
    List<Sharable> studies = new ArrayList<>();
    for (StudyUid study : chosen) {
      sharable
          .of(visitor.account(), study)
          .ifPresentOrElse(studies::add, () -> mustBeSeen(visitor, study, request));
    }
    if (chosen.isEmpty()) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    Period period = Period.of(studies, properties, installation.zone(), clock);
    return new ShareRequest(visitor, form, chosen.size(), studies, period);
  }

  private void mustBeSeen(Visitor visitor, StudyUid study, HttpServletRequest request) {
    if (readers.see(visitor, study).isEmpty()) {
      readers.refused(visitor, study, Origin.of(request));
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
  }
}
