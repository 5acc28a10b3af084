package org.sallyport.portal.sharing.pages;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.sharing.Receiver;
import org.sallyport.portal.studies.pages.list.PickedStudies;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/** The fields of the share page, as typed. */
record ShareForm(MultiValueMap<String, String> fields) {
  private static final int MAX_MESSAGE_LENGTH = 500;

  /**
   * The chosen studies, each once; empty if one is no UID or there are too many. An address repeats
   * the field; a form, in which no field is repeated, has them in one, separated by "_".
   */
  List<StudyUid> studies() {
    List<String> uids =
        fields.getOrDefault("study", List.of()).stream()
            .flatMap(value -> Arrays.stream(value.split("_", -1)))
            .distinct()
            .toList();
    List<StudyUid> studies = uids.stream().flatMap(uid -> StudyUid.parse(uid).stream()).toList();
    return studies.size() == uids.size() && studies.size() <= PickedStudies.MAX_SHARED
        ? studies
        : List.of();
  }

  /** Whether studies were chosen, be they valid or not. */
  boolean names() {
    return fields.containsKey("study");
  }

  /** Whether somebody filled it in, rather than only chose studies. */
  boolean isFilledIn() {
    return fields.containsKey("until");
  }

  /** The same form without a receiver. */
  ShareForm withoutReceiver() {
    MultiValueMap<String, String> others = new LinkedMultiValueMap<>(fields);
    others.remove("to");
    others.remove("recipient");
    return new ShareForm(others);
  }

  /** The same form with this receiver chosen and nothing typed. */
  ShareForm choosing(Receiver receiver) {
    ShareForm form = withoutReceiver();
    form.fields().add("to", receiver.key());
    return form;
  }

  String text(String name) {
    String value = fields.getFirst(name);
    return value == null ? "" : value.strip();
  }

  boolean ticked(String name) {
    return !text(name).isEmpty();
  }

  /** The message on one paragraph per line, without control characters; cut if it is too long. */
  String message() {
    String clean = text("message").replace("\r\n", "\n").replaceAll("[\\p{Cntrl}&&[^\\n]]", "");
    return clean.length() > MAX_MESSAGE_LENGTH ? clean.substring(0, MAX_MESSAGE_LENGTH) : clean;
  }

  /** The id of the form, by which a repeated one is recognised. */
  Optional<UUID> request() {
    try {
      return Optional.of(UUID.fromString(text("request")));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
