package org.sallyport.browser.actions;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.util.List;

/** Fingers on a touch screen. */
public final class Fingers {
  private static final int STEPS = 10;

  private final CDPSession devtools;

  /** Makes the screen of a page one that is touched. */
  public Fingers(Page page) {
    devtools = page.context().newCDPSession(page);
    JsonObject touch = new JsonObject();
    touch.addProperty("enabled", true);
    touch.addProperty("maxTouchPoints", 5);
    devtools.send("Emulation.setTouchEmulationEnabled", touch);
  }

  /** A place on the screen, in CSS pixels. */
  public record Place(double x, double y) {
    Place towards(Place to, double part) {
      return new Place(x + (to.x - x) * part, y + (to.y - y) * part);
    }
  }

  /** The way of one finger. */
  public record Way(Place from, Place to) {}

  /** Puts a finger down at the beginning of each way, and lifts all at their ends. */
  public void draw(Way... ways) {
    List<Way> all = List.of(ways);
    send("touchStart", all.stream().map(Way::from).toList());
    for (int step = 1; step <= STEPS; step++) {
      double part = step / (double) STEPS;
      send("touchMove", all.stream().map(way -> way.from().towards(way.to(), part)).toList());
    }
    send("touchEnd", List.of());
  }

  private void send(String type, List<Place> places) {
    JsonArray points = new JsonArray();
    for (Place place : places) {
      JsonObject point = new JsonObject();
      point.addProperty("id", points.size());
      point.addProperty("x", place.x());
      point.addProperty("y", place.y());
      points.add(point);
    }
    JsonObject event = new JsonObject();
    event.addProperty("type", type);
    event.add("touchPoints", points);
    devtools.send("Input.dispatchTouchEvent", event);
  }
}
