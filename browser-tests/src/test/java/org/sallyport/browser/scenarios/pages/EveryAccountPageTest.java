package org.sallyport.browser.scenarios.pages;

import java.util.stream.Stream;

/** The pages of My Account, its changes and its devices. */
class EveryAccountPageTest extends EveryPage {
  static Stream<Spot> spots() {
    return wanted(Stream.of(SettingsSpots.ALL, ChangeSpots.ALL, NumberSpots.ALL, DeviceSpots.ALL));
  }
}
