package org.sallyport.portal.sharing.pages;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.platform.messages.Messages;
import org.sallyport.portal.archive.ArchiveUnreachable;
import org.sallyport.portal.archive.dicom.StudyEntry;
import org.sallyport.portal.studies.Studies;
import org.sallyport.portal.studies.grants.Candidate;
import org.springframework.stereotype.Component;

/** Names studies on pages, for those who may see them. */
@Component
@RequiredArgsConstructor
class StudyNames {
  private static final int MAX_LENGTH = 120;

  private final Studies studies;

  /**
   * Patient, study and day of each study that the account sees now; the others are missing, all of
   * them while the archive does not answer.
   */
  Map<StudyUid, String> of(AccountId account, Collection<StudyUid> some) {
    Set<StudyUid> wanted = new HashSet<>(some);
    List<Candidate> candidates =
        studies.candidates(account).stream().filter(it -> wanted.contains(it.study())).toList();
    try {
      return studies.see(candidates).stream()
          .collect(Collectors.toMap(it -> it.study().uid(), it -> name(it.study()), (a, b) -> a));
    } catch (ArchiveUnreachable e) {
      return Map.of();
    }
  }

  private static String name(StudyEntry study) {
    String name = Messages.listed(patient(study), description(study));
    return study.date() == null ? name : Messages.listed(name, Days.day(study.date()));
  }

  static String patient(StudyEntry study) {
    return clean(study.patient().shown(), "studies.entry.patient-unknown");
  }

  static String description(StudyEntry study) {
    return clean(study.description(), "studies.study.no-description");
  }

  /** The text without control and formatting characters; the message if nothing is left. */
  private static String clean(String text, String instead) {
    String clean = text.replaceAll("[\\p{Cc}\\p{Cf}]+", " ").strip();
    if (clean.isEmpty()) {
      return Messages.text(instead);
    }
    return clean.codePointCount(0, clean.length()) <= MAX_LENGTH
        ? clean
        : clean.substring(0, clean.offsetByCodePoints(0, MAX_LENGTH)) + "…";
  }
}
