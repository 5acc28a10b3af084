package org.sallyport.staff.admin.names;

import org.sallyport.platform.messages.DateFormats;
import org.sallyport.platform.messages.Messages;
import org.sallyport.portal.studies.names.NameAccess;

/**
 * A name in the archive and what it opens, as text.
 *
 * @param studies how many
 * @param newest the date of the newest study
 */
public record NameLine(String name, long studies, long patients, String newest) {

  static NameLine of(NameAccess opens) {
    DateFormats day = DateFormats.of("common.format.date");
    return new NameLine(
        opens.name(),
        opens.studies(),
        opens.patients(),
        opens.newest() == null
            ? Messages.text("staff.access.no-date")
            : day.format(opens.newest()));
  }
}
