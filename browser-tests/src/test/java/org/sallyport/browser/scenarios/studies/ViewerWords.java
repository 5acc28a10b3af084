package org.sallyport.browser.scenarios.studies;

import org.sallyport.browser.actions.BuiltInWords;

/** Sentences of the viewer, from its message bundle. */
final class ViewerWords {
  private ViewerWords() {}

  /** What is said in the place of an image that is refused for a reason. */
  static String refusal(String reason) {
    return new BuiltInWords("en", "viewer").of("trouble." + reason);
  }
}
