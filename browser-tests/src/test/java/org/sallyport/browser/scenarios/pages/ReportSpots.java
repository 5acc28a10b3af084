package org.sallyport.browser.scenarios.pages;

import java.util.List;
import org.sallyport.browser.actions.text.TextWindow;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.archive.TestReport;
import org.sallyport.testing.archive.TestStudy;

/** Reports, and what cannot be downloaded. */
final class ReportSpots {
  static final List<Spot> ALL =
      List.of(
          new Spot("studies with report", guide -> opens(guide, "")),
          new Spot("study with reports", guide -> follows(guide)),
          new Spot(
              "report",
              guide -> {
                TextWindow window = follows(guide);
                window.follow("Radiology report");
                return window;
              }),
          new Spot(
              "report to print",
              guide -> {
                TextWindow window = follows(guide);
                window.follow("Radiology report");
                window.open(window.path() + "?print=yes");
                return window;
              }),
          new Spot(
              "report as file",
              guide -> {
                TextWindow window = follows(guide);
                window.follow("Letter to the practice");
                return window;
              }),
          new Spot(
              "no picture",
              guide -> {
                Person reader = guide.people().byEmail();
                TestStudy study = guide.at().shelf.reported(reader);
                TextWindow window = guide.inside(reader).window();
                window.open(
                    "/studies/"
                        + study.uid()
                        + "/series/"
                        + study.seriesUid(90)
                        + "/instances/"
                        + TestReport.uid(study)
                        + "/png");
                return window;
              }));

  private ReportSpots() {}

  private static TextWindow follows(PageGuide guide) {
    TextWindow window = opens(guide, "");
    window.follow("Lindqvist, Tove");
    return window;
  }

  private static TextWindow opens(PageGuide guide, String path) {
    Person reader = guide.people().byEmail();
    guide.at().shelf.reported(reader);
    TextWindow window = guide.inside(reader).window();
    window.open("/studies" + path);
    return window;
  }
}
