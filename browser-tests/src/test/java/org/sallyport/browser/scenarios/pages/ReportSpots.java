package org.sallyport.browser.scenarios.pages;

import java.util.List;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.scenarios.guide.Guide;
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
                Window window = follows(guide);
                window.follow("Radiology report");
                return window;
              }),
          new Spot(
              "report to print",
              guide -> {
                Window window = follows(guide);
                window.follow("Radiology report");
                window.open(window.path() + "?print=yes");
                return window;
              }),
          new Spot(
              "report as file",
              guide -> {
                Window window = follows(guide);
                window.follow("Letter to the practice");
                return window;
              }),
          new Spot(
              "no picture",
              guide -> {
                Person reader = guide.people().byEmail();
                TestStudy study = guide.at().shelf.reported(reader);
                Window window = guide.inside(reader).window();
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

  private static Window follows(Guide guide) {
    Window window = opens(guide, "");
    window.follow("Lindqvist, Tove");
    return window;
  }

  private static Window opens(Guide guide, String path) {
    Person reader = guide.people().byEmail();
    guide.at().shelf.reported(reader);
    Window window = guide.inside(reader).window();
    window.open("/studies" + path);
    return window;
  }
}
