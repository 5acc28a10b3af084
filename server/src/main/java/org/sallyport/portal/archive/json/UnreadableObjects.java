package org.sallyport.portal.archive.json;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.sallyport.portal.archive.dicom.DicomObject;
import org.sallyport.portal.archive.dicom.Tag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Objects whose description is too large to be read. They are counted and named in the log. */
@Component
public class UnreadableObjects {
  private static final Logger LOG = LoggerFactory.getLogger(UnreadableObjects.class);
  private static final int MAX_VALUE_LENGTH = 64;

  private static final List<String> IDENTITY =
      List.of(
          Tag.SOP_CLASS_UID,
          Tag.SOP_INSTANCE_UID,
          Tag.MODALITY,
          Tag.STUDY_INSTANCE_UID,
          Tag.SERIES_INSTANCE_UID,
          Tag.SERIES_NUMBER,
          Tag.INSTANCE_NUMBER);

  private final Counter unreadable;

  UnreadableObjects(MeterRegistry meters) {
    this.unreadable =
        Counter.builder("sallyport.archive.unreadable")
            .description("Objects whose description is too large to be read")
            .register(meters);
  }

  /**
   * What identifies the object, and that it is not available (PS3.3 section C.12.1.1): without the
   * attributes that are too large, its image could be a wrong one.
   */
  DicomObject reduced(DicomObject object) {
    ObjectNode identity = JsonNodeFactory.instance.objectNode();
    for (String tag : IDENTITY) {
      String value = object.text(tag);
      if (!value.isEmpty() && value.length() <= MAX_VALUE_LENGTH) {
        identity.set(tag, object.json().get(tag));
      }
    }
    identity
        .putObject(Tag.INSTANCE_AVAILABILITY)
        .put("vr", "CS")
        .putArray("Value")
        .add(DicomObject.UNAVAILABLE);
    DicomObject reduced = new DicomObject(identity);
    note(reduced.text(Tag.STUDY_INSTANCE_UID), reduced.text(Tag.SOP_INSTANCE_UID));
    return reduced;
  }

  /** Counts an object and names it in the log. */
  public void note(String study, String instance) {
    unreadable.increment();
    LOG.warn(
        "the description of an object is too large to be read: study {}, instance {}",
        study,
        instance);
  }
}
