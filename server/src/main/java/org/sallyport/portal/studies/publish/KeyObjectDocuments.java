package org.sallyport.portal.studies.publish;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.archive.ResourcePath;
import org.sallyport.portal.studies.publish.document.ImageReference;
import org.sallyport.portal.studies.publish.document.KeyObjects;
import org.springframework.stereotype.Component;

/** Makes selections of key images from what a browser chose and what the archive says of it. */
@Component
@RequiredArgsConstructor
class KeyObjectDocuments {
  private static final String KIND = "key-images";

  private final StudyImages images;

  /** The form, to be told from others. */
  static PublishRequest request(Visitor visitor, StudyUid study, PublishForms.KeyImages form) {
    List<String> content =
        Stream.concat(
                Stream.of(form.title().name(), form.text()),
                form.images().stream()
                    .map(image -> path(study, image).path() + "/" + image.frame()))
            .toList();
    return new PublishRequest(visitor.account(), form.request(), study, KIND, content);
  }

  /** Empty if one of the images is not in the study, is no image, or has no such frame. */
  Optional<Publishing.Document> of(StudyUid study, String by, PublishForms.KeyImages form) {
    List<ResourcePath> paths =
        form.images().stream().map(image -> path(study, image)).distinct().toList();
    Map<ResourcePath, StudyImages.Image> known = images.of(study, paths);
    List<ImageReference> references =
        form.images().stream()
            .flatMap(image -> reference(image, known.get(path(study, image))).stream())
            .toList();
    if (references.size() < form.images().size()) {
      return Optional.empty();
    }
    KeyObjects document = new KeyObjects(form.title(), by, form.text(), references);
    return Optional.of(new Publishing.Document(references.size(), 0, document::file));
  }

  private static Optional<ImageReference> reference(
      PublishForms.Chosen chosen, StudyImages.@Nullable Image image) {
    return Optional.ofNullable(image)
        .filter(it -> chosen.frame() <= it.frames())
        .map(
            it ->
                new ImageReference(
                    chosen.series(), chosen.object(), it.sopClass(), chosen.frame()));
  }

  private static ResourcePath path(StudyUid study, PublishForms.Chosen image) {
    return ResourcePath.of(study, image.series(), image.object());
  }
}
