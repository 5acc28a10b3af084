package org.sallyport.browser.scenarios;

import java.util.List;
import java.util.stream.Stream;
import org.sallyport.browser.actions.Window;

/** A page of the product, or a state of it that looks different, and how one comes there. */
record Spot(String name, Way way) {

  /** Goes there as a person would. */
  @FunctionalInterface
  interface Way {
    Window lead(Guide guide);
  }

  static Stream<Spot> all() {
    return Stream.of(
            StrangerSpots.ALL,
            HalfWaySpots.ALL,
            StudySpots.ALL,
            SettingsSpots.ALL,
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
