package org.sallyport.browser.scenarios.pages;

import java.util.stream.Stream;

/** The pages of the help desk and of admins. */
class EveryStaffPageTest extends EveryPage {
  static Stream<Spot> spots() {
    return wanted(Stream.of(StaffSpots.ALL, AdminSpots.ALL));
  }
}
