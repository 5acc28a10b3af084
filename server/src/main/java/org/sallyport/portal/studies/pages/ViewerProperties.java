package org.sallyport.portal.studies.pages;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.ids.StudyUid;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The image viewer, and another one that the study page links to.
 *
 * @param notice whether images bear the words “Not for primary diagnosis”
 * @param other another viewer, which opens studies by an address of its own
 */
@ConfigurationProperties("sallyport.viewer")
public record ViewerProperties(@DefaultValue("true") boolean notice, @Nullable Other other) {

  /**
   * Another viewer.
   *
   * @param name name of the other viewer, as in “Open in NAME”
   * @param address address of the other viewer, with {studyInstanceUid} where the study's UID
   *     belongs
   */
  public record Other(String name, String address) {
    private static final String STUDY = "{studyInstanceUid}";

    public Other {
      if (name.isBlank()) {
        throw new IllegalArgumentException("sallyport.viewer.other.name must not be empty");
      }
      if (!address.matches("https?://.+") || !address.contains(STUDY)) {
        throw new IllegalArgumentException(
            "sallyport.viewer.other.address must be an http or https address with " + STUDY);
      }
      URI.create(address.replace(STUDY, "1"));
    }

    String of(StudyUid study) {
      return address.replace(STUDY, study.value());
    }
  }

  /** The link to the other viewer; empty if there is none. */
  Optional<OtherViewerLink> linkTo(StudyUid study) {
    return Optional.ofNullable(other).map(it -> new OtherViewerLink(it.name(), it.of(study)));
  }

  /** A link that opens a study in another viewer. */
  public record OtherViewerLink(String name, String href) {}
}
