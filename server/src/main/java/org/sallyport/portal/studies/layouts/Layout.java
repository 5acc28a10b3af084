package org.sallyport.portal.studies.layouts;

import java.util.List;
import java.util.regex.Pattern;

/**
 * An arrangement of the viewer's panes. It has nothing that a study says in words of its own.
 *
 * @param panes which kind of series each pane has; an empty text for a pane without one
 * @param linked whether the panes scroll, zoom and move together
 */
record Layout(List<String> panes, boolean linked) {
  private static final int MOST_PANES = 4;

  /** Modality, plane by the series' name, and which of these series in their order. */
  private static final Pattern PANE =
      Pattern.compile("|[A-Z]{2,8}/(axial|coronal|sagittal|other)/[1-9][0-9]?");

  Layout {
    panes = List.copyOf(panes);
    boolean isValid =
        !panes.isEmpty()
            && panes.size() <= MOST_PANES
            && panes.stream().allMatch(PANE.asMatchPredicate());
    if (!isValid) {
      throw new IllegalArgumentException("not a layout");
    }
  }

  /** What it is for: a modality, and a body part after a hyphen if the study names a usual one. */
  record Kind(String text) {
    private static final Pattern FORM = Pattern.compile("[A-Z]{2,8}(-[A-Z]{1,16})?");

    static boolean isKind(String text) {
      return FORM.matcher(text).matches();
    }
  }
}
