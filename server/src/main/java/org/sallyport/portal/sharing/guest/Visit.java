package org.sallyport.portal.sharing.guest;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.sallyport.platform.access.AddressBlock;
import org.sallyport.platform.access.Origin;

/**
 * Where the session of a share was opened.
 *
 * @param browser browser and system in words
 */
record Visit(String address, String browser) {
  /** That of a row with these columns. */
  static Visit of(ResultSet row) throws SQLException {
    return new Visit(row.getString("address"), row.getString("browser"));
  }

  /**
   * Whether the session's cookie may come from there. Phones change their network, and browsers
   * their version; another product or system, or network and version at once, looks like a copy of
   * the cookie, and needs a new code.
   */
  boolean isFrom(Origin origin) {
    boolean sameNetwork = AddressBlock.of(address).network().equals(origin.block().network());
    return origin.isSameProduct(browser) && (sameNetwork || origin.browser().equals(browser));
  }
}
