package org.sallyport.portal.studies.publish;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.archive.ResourcePath;
import org.sallyport.portal.studies.publish.document.ImageReference;
import org.sallyport.portal.studies.publish.document.KeyObjects;
import org.springframework.stereotype.Component;

/** Makes selections of key images from what a browser chose and what the archive says of it. */
@Component
class KeyObjectDocuments {
  private static final String KIND = "key-images";

  private final StudyImages images;

  KeyObjectDocuments(StudyImages images) {
    this.images = images;
  }

  /** Empty if one of the images is not in the study. */
  Optional<Publishing.Document> of(StudyUid study, String by, PublishForms.KeyImages form) {
    List<ResourcePath> paths =
        form.images().stream().map(image -> path(study, image)).distinct().toList();
    Map<ResourcePath, String> classes = images.classes(study, paths);
    if (!classes.keySet().containsAll(paths)) {
      return Optional.empty();
    }
    List<ImageReference> references =
        form.images().stream()
            .map(
                image ->
                    new ImageReference(
                        image.series(),
                        image.object(),
                        classes.getOrDefault(path(study, image), ""),
                        image.frame()))
            .toList();
    KeyObjects document = new KeyObjects(form.title(), by, form.text(), references);
    return Optional.of(new Publishing.Document(KIND, references.size(), document::file));
  }

  private static ResourcePath path(StudyUid study, PublishForms.Chosen image) {
    return ResourcePath.of(study, image.series(), image.object());
  }
}
