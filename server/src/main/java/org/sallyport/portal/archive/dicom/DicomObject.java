package org.sallyport.portal.archive.dicom;

import java.util.ArrayList;
import java.util.List;
import org.sallyport.platform.ids.PatientNumber;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A set of attributes in the DICOM JSON model (PS3.18 section F.2). Missing and malformed values
 * read as empty, because archives contain data from decades of different modalities.
 */
public record DicomObject(ObjectNode json) {
  /** The availability of an object that cannot be read (PS3.3 section C.4.23.1.1). */
  public static final String UNAVAILABLE = "UNAVAILABLE";

  /** Whether the object is too large to be read, so that only what identifies it is here. */
  public boolean isUnavailable() {
    return text(Tag.INSTANCE_AVAILABILITY).equals(UNAVAILABLE);
  }

  /** The patient that the object names. */
  PatientNumber patientNumber() {
    return new PatientNumber(text(Tag.ISSUER_OF_PATIENT_ID), text(Tag.PATIENT_ID));
  }

  /** The first value, without padding; empty if there is none. */
  public String text(String tag) {
    List<String> texts = texts(tag);
    return texts.isEmpty() ? "" : texts.getFirst();
  }

  /** All values, without padding. */
  public List<String> texts(String tag) {
    List<String> texts = new ArrayList<>();
    for (JsonNode value : values(tag)) {
      if (value.isString() || value.isNumber()) {
        texts.add(value.asString().strip());
      }
    }
    return texts;
  }

  /** A person's name as stored in the archive; empty if there is none. */
  public PersonName person(String tag) {
    return PersonName.of(values(tag).path(0));
  }

  /** All persons of an attribute with several names; those without a name are empty. */
  public List<PersonName> persons(String tag) {
    List<PersonName> persons = new ArrayList<>();
    for (JsonNode value : values(tag)) {
      persons.add(PersonName.of(value));
    }
    return persons;
  }

  /** A count; 0 if there is none. */
  public int count(String tag) {
    return values(tag).path(0).asInt(0);
  }

  /** The items of a sequence. */
  public List<DicomObject> items(String tag) {
    List<DicomObject> items = new ArrayList<>();
    for (JsonNode value : values(tag)) {
      if (value instanceof ObjectNode item) {
        items.add(new DicomObject(item));
      }
    }
    return items;
  }

  private JsonNode values(String tag) {
    return json.path(tag).path("Value");
  }
}
