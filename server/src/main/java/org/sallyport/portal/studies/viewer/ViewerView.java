package org.sallyport.portal.studies.viewer;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.Guest;
import org.sallyport.platform.access.Reader;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.ids.InstanceUid;
import org.sallyport.platform.ids.SeriesUid;
import org.sallyport.platform.ids.StudyUid;

/**
 * What the viewer's page tells its script, in data attributes.
 *
 * @param root path of the DICOMweb services
 * @param pages path of the pages of studies, with a slash at the end
 * @param series the series to open first; empty for the first one
 * @param object the object to open first; empty for the first one
 * @param frame the frame of it, from 1
 * @param notice whether images bear the words “Not for primary diagnosis”
 * @param priors path of the list of other studies of the patient
 * @param preview path of a picture of a series, with {study}, {series} and {count}
 * @param report path of a report, with {study} and {object}
 * @param file path of an object as a file, with {study} and {object}; empty if the reader may not
 *     download
 * @param pictures path of the page of rendered pictures
 * @param marks path of the marks that the account saved on a study, with {study}; empty for a
 *     guest, who has none
 * @param sentMarks path of the marks that others sent to the reader along with shares of a study,
 *     with {study}
 * @param reader the reader's name
 * @param layouts path of how the account arranged images; empty for a guest, who has none
 * @param stay path below which a request counts as use of the session
 */
public record ViewerView(
    String root,
    String pages,
    String study,
    String series,
    String object,
    String frame,
    boolean notice,
    String priors,
    String preview,
    String report,
    String file,
    String pictures,
    String marks,
    String sentMarks,
    String reader,
    String layouts,
    String stay) {
  private static final String FRAME = "[1-9][0-9]{0,5}";

  /**
   * For a reader.
   *
   * @param said parameters of the request: series, object and frame
   */
  static ViewerView of(
      Reader reader, StudyUid study, Map<String, String> said, boolean notice, boolean downloads) {
    String pages = reader.studies() + "/";
    String page = pages + study + "/view";
    String frame = said.getOrDefault("frame", "");
    return new ViewerView(
        reader.dicomWeb().replaceFirst("/$", ""),
        pages,
        study.value(),
        uid(SeriesUid.parse(said.getOrDefault("series", "")).orElse(null)),
        uid(InstanceUid.parse(said.getOrDefault("object", "")).orElse(null)),
        frame.matches(FRAME) ? frame : "1",
        notice,
        page + "/priors",
        pages + "{study}/series/{series}/preview?of={count}",
        pages + "{study}/reports/{object}",
        downloads ? pages + "{study}/objects/{object}/file" : "",
        page + "?pictures",
        marks(reader),
        pages + "{study}/marks/shared",
        name(reader),
        layouts(reader),
        stay(reader));
  }

  private static String marks(Reader reader) {
    return switch (reader) {
      case Visitor visitor -> visitor.studies() + "/{study}/marks";
      case Guest _ -> "";
    };
  }

  private static String name(Reader reader) {
    return switch (reader) {
      case Visitor visitor -> visitor.name();
      case Guest guest -> guest.address();
    };
  }

  private static String layouts(Reader reader) {
    return switch (reader) {
      case Visitor visitor -> visitor.studies() + "/layouts";
      case Guest _ -> "";
    };
  }

  private static String stay(Reader reader) {
    return switch (reader) {
      case Visitor _ -> "/session";
      case Guest _ -> "/shared/session";
    };
  }

  private static String uid(@Nullable Object uid) {
    return uid == null ? "" : uid.toString();
  }
}
