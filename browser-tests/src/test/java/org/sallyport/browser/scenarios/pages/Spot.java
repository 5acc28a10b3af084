package org.sallyport.browser.scenarios.pages;

import java.util.List;
import java.util.stream.Stream;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.scenarios.guide.Guide;

/** A page, or a visually distinct state of it, and how to reach it. */
record Spot(String name, Way way) {

  /** Opens the page as a user does. */
  @FunctionalInterface
  interface Way {
    Window lead(Guide guide);
  }

  static Stream<Spot> all() {
    return Stream.of(
            StrangerSpots.ALL,
            HalfWaySpots.ALL,
            StudySpots.ALL,
            ReportSpots.ALL,
            SharingSpots.ALL,
            AccessSpots.ALL,
            SettingsSpots.ALL,
            StaffSpots.ALL,
            ChangeSpots.ALL,
            DeviceSpots.ALL,
            AdminSpots.ALL,
            FaultSpots.ALL)
        .flatMap(List::stream);
  }

  @Override
  public String toString() {
    return name;
  }
}
