package org.sallyport.connect.radius;

import java.util.List;

/** What a RADIUS server is told. */
sealed interface RadiusAnswer {

  /**
   * Access-Accept.
   *
   * @param groups to be named in the answer
   */
  record Accepted(List<String> groups) implements RadiusAnswer {}

  /**
   * Access-Challenge.
   *
   * @param words what the person reads, and answers
   * @param state good for one answer
   */
  record Challenged(String words, String state) implements RadiusAnswer {
    @Override
    public String toString() {
      return "Challenged[" + words.length() + "]";
    }
  }

  /**
   * Access-Reject.
   *
   * @param words what the person reads
   */
  record Rejected(String words) implements RadiusAnswer {}
}
