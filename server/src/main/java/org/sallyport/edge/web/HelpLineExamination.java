package org.sallyport.edge.web;

import java.util.List;
import org.sallyport.platform.examination.Examination;
import org.sallyport.platform.examination.Examined;
import org.sallyport.platform.examination.Finding;

/** Looks whether the pages name the installation, and whom to ask. */
final class HelpLineExamination implements Examination {
  private static final String HELP = "help line";
  private static final String PREFIX = "sallyport.installation.";

  @Override
  public String subject() {
    return HELP;
  }

  @Override
  public List<Finding> examine(Examined examined) {
    if (examined.value(PREFIX + "name").isEmpty()) {
      return List.of(warning("name", "no page says whose portal it is"));
    }
    if (examined.value(PREFIX + "desk-phone-outside").isEmpty()) {
      return List.of(warning("desk-phone-outside", "patients and guests see no number to call"));
    }
    return List.of(Finding.sound(HELP, "pages say whom to ask"));
  }

  private static Finding warning(String name, String effect) {
    return Finding.warning(HELP, PREFIX + name + " is not set: " + effect);
  }
}
