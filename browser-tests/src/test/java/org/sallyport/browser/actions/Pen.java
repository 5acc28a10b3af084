package org.sallyport.browser.actions;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import org.sallyport.browser.actions.Fingers.Place;

/** A pen on a screen that notices it before it touches. */
public final class Pen {
  private static final int LEFT = 1;
  private static final int RIGHT = 2;
  private static final int STEPS = 4;

  private final CDPSession devtools;

  public Pen(Page page) {
    devtools = page.context().newCDPSession(page);
  }

  public void hover(Place place) {
    send("mouseMoved", place, "none", 0);
  }

  public void down(Place place) {
    send("mousePressed", place, "left", LEFT);
  }

  public void move(Place place) {
    send("mouseMoved", place, "left", LEFT);
  }

  public void lift(Place place) {
    send("mouseReleased", place, "left", 0);
  }

  /** Draws while the button at its barrel is pressed. */
  public void drawWithButton(Place from, Place to) {
    send("mousePressed", from, "right", RIGHT);
    for (int step = 1; step <= STEPS; step++) {
      send("mouseMoved", from.towards(to, step / (double) STEPS), "right", RIGHT);
    }
    send("mouseReleased", to, "right", 0);
  }

  private void send(String type, Place place, String button, int buttons) {
    JsonObject event = new JsonObject();
    event.addProperty("type", type);
    event.addProperty("x", place.x());
    event.addProperty("y", place.y());
    event.addProperty("button", button);
    event.addProperty("buttons", buttons);
    event.addProperty("clickCount", 1);
    event.addProperty("pointerType", "pen");
    devtools.send("Input.dispatchMouseEvent", event);
  }
}
