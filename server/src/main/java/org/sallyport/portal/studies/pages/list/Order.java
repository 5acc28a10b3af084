package org.sallyport.portal.studies.pages.list;

import java.util.Arrays;
import java.util.Locale;
import org.sallyport.portal.studies.list.StudyOrder;

/** The order of the list, as addresses name it. */
enum Order {
  DATE(StudyOrder.DATE, true),
  PATIENT(StudyOrder.PATIENT, false),
  MODALITY(StudyOrder.MODALITY, false),
  INSTITUTION(StudyOrder.INSTITUTION, false);

  private final StudyOrder order;
  private final boolean downAtFirst;

  Order(StudyOrder order, boolean downAtFirst) {
    this.order = order;
    this.downAtFirst = downAtFirst;
  }

  /** Unknown values mean by date. */
  static Order of(String value) {
    return Arrays.stream(values()).filter(it -> it.value().equals(value)).findFirst().orElse(DATE);
  }

  String value() {
    return name().toLowerCase(Locale.ROOT);
  }

  StudyOrder order() {
    return order;
  }

  /** Whether the first click on its column sorts in descending order, for example newest first. */
  boolean downAtFirst() {
    return downAtFirst;
  }
}
