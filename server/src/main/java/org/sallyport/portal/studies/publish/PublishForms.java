package org.sallyport.portal.studies.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.access.StrictJson;
import org.sallyport.platform.ids.InstanceUid;
import org.sallyport.platform.ids.SeriesUid;
import org.sallyport.portal.studies.publish.document.KeyTitle;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reads what a browser asks to publish: ids, a title from a list, and a text. */
@Component
@RequiredArgsConstructor
class PublishForms {
  private static final int MAX_IMAGES = 200;
  private static final int MAX_TEXT = 1_000;
  private static final int MAX_FRAME = 100_000;

  /** Control characters but the end of a line, marks of direction, private use, half of a pair. */
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}&&[^\\n]]");

  private final StrictJson json;

  /**
   * An image, as a browser names it.
   *
   * @param frame from 1; 0 for the whole image
   */
  record Chosen(SeriesUid series, InstanceUid object, int frame) {}

  /** Key images that are to be published. */
  record KeyImages(UUID request, KeyTitle title, String text, List<Chosen> images) {}

  /** The id of a form that says nothing else; empty if it has none. */
  Optional<UUID> request(String body) {
    return json.read(body, JsonNode.class)
        .filter(JsonNode::isObject)
        .flatMap(PublishForms::requestOf);
  }

  /** Empty if anything about it is wrong. */
  Optional<KeyImages> keyImages(String body) {
    return json.read(body, JsonNode.class)
        .filter(JsonNode::isObject)
        .flatMap(
            form ->
                requestOf(form)
                    .flatMap(
                        request ->
                            KeyTitle.of(text(form, "title"))
                                .flatMap(title -> keyImages(request, title, form))));
  }

  private static Optional<KeyImages> keyImages(UUID request, KeyTitle title, JsonNode form) {
    String written = text(form, "text").strip();
    List<Chosen> images = new ArrayList<>();
    for (JsonNode image : form.path("images")) {
      chosen(image).ifPresent(images::add);
    }
    int sent = form.path("images").size();
    boolean isRight =
        sent > 0
            && sent <= MAX_IMAGES
            && images.size() == sent
            && images.stream().distinct().count() == sent
            && written.length() <= MAX_TEXT
            && !INVISIBLE.matcher(written).find();
    return isRight ? Optional.of(new KeyImages(request, title, written, images)) : Optional.empty();
  }

  private static Optional<UUID> requestOf(JsonNode form) {
    String text = text(form, "request");
    try {
      return Optional.of(UUID.fromString(text)).filter(id -> id.toString().equals(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<Chosen> chosen(JsonNode image) {
    JsonNode frame = image.path("frame");
    if (!frame.isInt() || frame.intValue() < 0 || frame.intValue() > MAX_FRAME) {
      return Optional.empty();
    }
    return SeriesUid.parse(text(image, "series"))
        .flatMap(
            series ->
                InstanceUid.parse(text(image, "object"))
                    .map(object -> new Chosen(series, object, frame.intValue())));
  }

  private static String text(JsonNode form, String field) {
    return form.path(field).isString() ? form.path(field).stringValue() : "";
  }
}
