package org.sallyport.browser.scenarios.pages;

import java.util.stream.Stream;

/** The pages of studies, reports and shares, and of who has access. */
class EveryStudyPageTest extends EveryPage {
  static Stream<Spot> spots() {
    return wanted(Stream.of(StudySpots.ALL, ReportSpots.ALL, SharingSpots.ALL, AccessSpots.ALL));
  }
}
