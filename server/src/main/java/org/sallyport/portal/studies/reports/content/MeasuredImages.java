package org.sallyport.portal.studies.reports.content;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sallyport.portal.studies.reports.content.ContentItem.Value;

/**
 * The images that the measurements of a report were made on: those that the drawing of a
 * measurement was selected from, that the measurement names itself, or that the drawing of its
 * group was selected from (PS3.16, TID 300, 1410 and 1501). The viewer draws by the same rules.
 */
public final class MeasuredImages {
  private final Map<String, ContentItem> items = new HashMap<>();
  private final Map<String, Value.Reference> images = new HashMap<>();

  private MeasuredImages() {}

  /** The images, by the positions of measurements and drawings. */
  public static Map<String, Value.Reference> of(ContentItem root) {
    MeasuredImages found = new MeasuredImages();
    found.index(root);
    found.find(root);
    return found.images;
  }

  private void index(ContentItem item) {
    items.put(item.position(), item);
    item.children().forEach(this::index);
  }

  private void find(ContentItem parent) {
    for (ContentItem item : parent.children()) {
      Optional<Value.Reference> image =
          switch (item.value()) {
            case Value.Measurement _ -> imageOf(item).or(() -> imageOfDrawing(parent));
            case Value.Drawing _ -> ownImage(item);
            default -> Optional.empty();
          };
      image.ifPresent(it -> images.put(item.position(), it));
      find(item);
    }
  }

  private Optional<Value.Reference> imageOf(ContentItem measurement) {
    return imageOfDrawing(measurement).or(() -> ownImage(measurement));
  }

  private Optional<Value.Reference> imageOfDrawing(ContentItem item) {
    return below(item)
        .filter(it -> it.value() instanceof Value.Drawing)
        .flatMap(it -> ownImage(it).stream())
        .findFirst();
  }

  private Optional<Value.Reference> ownImage(ContentItem item) {
    return below(item)
        .map(ContentItem::value)
        .filter(Value.Reference.class::isInstance)
        .map(Value.Reference.class::cast)
        .filter(it -> it.valueType().equals("IMAGE"))
        .findFirst();
  }

  /** The children of an item; those that are named by their position are looked up. */
  private Stream<ContentItem> below(ContentItem item) {
    return item.children().stream().flatMap(child -> Stream.ofNullable(resolved(child)));
  }

  private @Nullable ContentItem resolved(ContentItem child) {
    @Nullable String target = child.target();
    return target == null ? child : items.get(target);
  }
}
