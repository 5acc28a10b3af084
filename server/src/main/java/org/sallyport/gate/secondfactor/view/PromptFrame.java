package org.sallyport.gate.secondfactor.view;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a prompt's page that differ between flows.
 *
 * @param steps the list of steps of the flow
 * @param action URL the answer is posted to
 * @param resendAction URL Resend posts to
 * @param rememberFor how long the check box remembers this browser, for example "30 days"; null for
 *     no check box
 * @param rememberWhyNot why there is no check box, if the person would expect one
 * @param otherWaysHref target of "Use another way"; null if it is not offered
 * @param heading replaces the question as heading; the question then follows below
 * @param changeHref where the entered contact can be corrected; null if none was entered
 * @param leave how to continue without an answer; null if that is not possible
 * @param change what is being confirmed in a session; null if nothing is
 * @param linkFirst why a code comes before the method that was chosen; null if that is asked for
 */
public record PromptFrame(
    Steps steps,
    String username,
    String action,
    String resendAction,
    @Nullable String rememberFor,
    @Nullable String rememberWhyNot,
    @Nullable String otherWaysHref,
    @Nullable String heading,
    @Nullable String changeHref,
    @Nullable Leave leave,
    @Nullable Confirmation change,
    @Nullable String linkFirst) {

  /** The flows that show prompts. */
  public enum Steps {
    /** The second factor of a sign-in. */
    SECOND_FACTOR,
    /** A contact check right after a sign-in. */
    AFTER_SIGN_IN,
    /** A change of the account: its confirmation, or the check of its contact. */
    CHANGE
  }

  /** The frame of a sign-in's second factor. */
  public static PromptFrame ofSignIn(
      String username,
      String action,
      @Nullable String rememberFor,
      @Nullable String rememberWhyNot,
      @Nullable String otherWaysHref,
      @Nullable String linkFirst) {
    return new PromptFrame(
        Steps.SECOND_FACTOR,
        username,
        action,
        resend(action),
        rememberFor,
        rememberWhyNot,
        otherWaysHref,
        null,
        null,
        null,
        null,
        linkFirst);
  }

  /** The frame of a change's confirmation. */
  public static PromptFrame ofConfirmation(
      String username,
      String action,
      String heading,
      @Nullable String otherWaysHref,
      Confirmation change) {
    return new PromptFrame(
        Steps.CHANGE,
        username,
        action,
        resend(action),
        null,
        null,
        otherWaysHref,
        heading,
        null,
        null,
        change,
        null);
  }

  /** The frame of a contact's check. */
  public static PromptFrame ofContact(
      Steps steps, String username, String action, String heading, String changeHref, Leave leave) {
    return new PromptFrame(
        steps,
        username,
        action,
        resend(action),
        null,
        null,
        null,
        heading,
        changeHref,
        leave,
        null,
        null);
  }

  private static String resend(String action) {
    return action + "/resend";
  }

  /** What an answer to a prompt allows. The sentences about it differ. */
  public enum Aim {
    SIGN_IN,
    /** A change of the account itself. */
    CHANGE,
    /** Something else in a session, such as opening the administration pages. */
    CONFIRMATION;

    /** The keyword that messages select by. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What an answer allows. */
  public Aim aim() {
    if (change != null) {
      return change.aim();
    }
    return steps == Steps.CHANGE ? Aim.CHANGE : Aim.SIGN_IN;
  }

  /** What is confirmed, or why a code is asked for; null if that needs no words. */
  public @Nullable String why() {
    return change == null ? linkFirst : change.why();
  }

  /** Whether "Not you? Start again" is offered. */
  public boolean startAgain() {
    return steps == Steps.SECOND_FACTOR;
  }

  /**
   * Continuing without an answer.
   *
   * @param action URL it is posted to
   * @param words label of the button, for example "Cancel"
   */
  public record Leave(String action, String words) {}

  /**
   * What waits for confirmation: a change of the account, or something else in a session.
   *
   * @param why what is confirmed, and why by this factor, in a sentence or two
   * @param aim whether it is a change of the account
   * @param lostHref target of "I no longer have this"; null if it is not offered
   * @param cancelAction URL Cancel posts to
   */
  public record Confirmation(String why, Aim aim, @Nullable String lostHref, String cancelAction) {}
}
