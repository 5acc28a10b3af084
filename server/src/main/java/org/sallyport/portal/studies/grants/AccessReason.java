package org.sallyport.portal.studies.grants;

import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A reason why an account may see a study. Reasons are ordered from the widest right to the
 * narrowest.
 *
 * @param rank lower is wider, as in the view study_grant
 * @param grantedBy who gave it: the sharer, the admin who confirmed the name, or the member of the
 *     group whom the archive names; empty if the archive names the account's holder by number
 * @param group the name of the group through which it is given; null if it is the account's own
 * @param from when it begins; null if it always held
 * @param until when it ends; null if it has no end date
 * @param share the share; null if the archive gives the reason
 * @param withReport whether reports may be read too
 * @param mayShareOn whether the study may be shared with others on this ground
 */
public record AccessReason(
    Kind kind,
    int rank,
    String grantedBy,
    @Nullable String group,
    @Nullable Instant from,
    @Nullable Instant until,
    @Nullable UUID share,
    boolean withReport,
    boolean mayShareOn)
    implements Comparable<AccessReason> {
  private static final Comparator<AccessReason> WIDEST_FIRST =
      Comparator.comparing(AccessReason::withReport, Comparator.reverseOrder())
          .thenComparing(AccessReason::rank)
          .thenComparing(AccessReason::mayShareOn, Comparator.reverseOrder())
          .thenComparing(AccessReason::end, Comparator.reverseOrder());

  /** The kinds of reasons: what the archive says of a person, and what others gave. */
  public enum Kind {
    REQUESTING("requested"),
    REFERRING("referred"),
    CONSULTING("consulted"),
    RECIPIENT("recipient"),
    PATIENT("patient"),
    COPY_TO("copy"),
    SHARE("shared"),
    REFERENCE("reference number");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    static Kind of(String stored) {
      return valueOf(stored.toUpperCase(Locale.ROOT));
    }

    /** Whether the archive says so, and not a person. */
    public boolean isFromArchive() {
      return this != COPY_TO && this != SHARE && this != REFERENCE;
    }
  }

  /** The reason in a few words, for audit records. */
  public String word() {
    return group == null ? kind.word : kind.word + ", group";
  }

  @Override
  public int compareTo(AccessReason other) {
    return WIDEST_FIRST.compare(this, other);
  }

  private Instant end() {
    return until == null ? Instant.MAX : until;
  }
}
