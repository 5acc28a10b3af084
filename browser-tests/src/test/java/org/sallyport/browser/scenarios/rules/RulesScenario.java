package org.sallyport.browser.scenarios.rules;

import org.sallyport.browser.actions.text.TextCaller;
import org.sallyport.browser.actions.text.TextWindow;
import org.sallyport.browser.scenarios.Scenario;
import org.sallyport.testing.People.Person;

/** Base of the rules' tests: most of them need no script, and so no Chromium. */
abstract class RulesScenario extends Scenario {
  TextWindow window() {
    return textWindow();
  }

  TextCaller caller(Person person) {
    return textCaller(person);
  }

  TextCaller remembered(Person person) {
    return caller(person).comesInAndIsRemembered();
  }

  /** A signed-in user who pressed a button under Security. */
  TextCaller begins(Person person, String button) {
    TextCaller caller = sessions.open(caller(person));
    caller.window().open("/settings/account");
    caller.window().press(button);
    return caller;
  }

  /** Locks the account with five wrong codes in another browser. */
  TextCaller locksOut(Person person) {
    TextCaller stranger = caller(person).hasGivenPassword();
    stranger.answersWrongly(stranger.mailedCode(), 5);
    return stranger;
  }
}
