package org.sallyport.pages;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sallyport.edge.web.Site;
import org.sallyport.platform.access.DatabaseSnapshot;
import org.sallyport.platform.access.Rights;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.SignInId;

/**
 * One state of one page.
 *
 * @param file name of the rendered page
 */
record Sample(String file, String template, Map<String, @Nullable Object> model) {

  static Sample page(String file, String template) {
    return new Sample(file, template, Map.of()).with("site", site());
  }

  Sample with(String name, @Nullable Object value) {
    Map<String, @Nullable Object> more = new HashMap<>(model);
    more.put(name, value);
    return new Sample(file, template, Collections.unmodifiableMap(more));
  }

  Sample without(String name) {
    return with(name, null);
  }

  @Override
  public String toString() {
    return file;
  }

  private static Site site() {
    return new Site(
        "Lindenmoor Hospitals",
        "portal.lindenmoor.example",
        "Moorlaan 12, 9000 Lindenmoor",
        "the imaging desk",
        "extension 5540",
        "+32 9 555 55 40",
        "desk@lindenmoor.example",
        "every day from 7:00 to 22:00",
        java.time.ZoneId.of("Europe/Brussels"));
  }

  static Visitor visitor() {
    return new Visitor(
        new SignInId(new UUID(1, 1)),
        new AccountId(new UUID(1, 2)),
        "h.brambleway",
        "Dr Hester Brambleway",
        Rights.NONE,
        false,
        null,
        Instant.EPOCH,
        DatabaseSnapshot.UNKNOWN);
  }
}
