package org.sallyport.portal.studies.pages;

import java.util.List;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.platform.messages.Messages;
import org.sallyport.portal.studies.Priors;
import org.sallyport.portal.studies.list.ListedStudy;
import org.springframework.stereotype.Component;

/** The other studies of a patient, as text. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class PriorRows {
  private final Priors priors;

  /**
   * A study of the same patient.
   *
   * @param day null if it has no date; so is its machine-readable form
   */
  public record PriorRow(
      String href, String description, @Nullable String day, @Nullable String iso) {}

  List<PriorRow> of(AccountId account, StudyUid study) {
    return priors.of(account, study).stream().map(PriorRows::row).toList();
  }

  private static PriorRow row(ListedStudy study) {
    return new PriorRow(
        "/studies/" + study.uid(),
        Words.text(study.description(), Messages.text("studies.list.no-description")),
        study.date() == null ? null : Words.day(study.date()),
        study.date() == null ? null : Words.iso(study.date(), study.time()));
  }
}
