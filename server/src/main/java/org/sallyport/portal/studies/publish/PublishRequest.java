package org.sallyport.portal.studies.publish;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.StudyUid;

/**
 * A form that somebody sent.
 *
 * @param account whose it is
 * @param id of the form: the same one publishes once
 * @param content what else it says, in a fixed order
 */
record PublishRequest(
    AccountId account, UUID id, StudyUid study, String kind, List<String> content) {
  /** What must be the same if the id is. */
  String[] parts() {
    return Stream.concat(Stream.of(study.value(), kind), content.stream()).toArray(String[]::new);
  }
}
