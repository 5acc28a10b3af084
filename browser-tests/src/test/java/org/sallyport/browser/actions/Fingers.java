package org.sallyport.browser.actions;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.util.List;

/** Fingers on a touch screen. */
public final class Fingers {
  private static final int STEPS = 4;

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

  /** Touches a place shortly. */
  public void tap(Place place) {
    down(place);
    send("touchEnd", List.of());
  }

  /** Puts fingers down beside those that are; these are named, too. */
  public void down(Place... places) {
    send("touchStart", List.of(places));
  }

  /** Moves all fingers that are down. */
  public void move(Place... places) {
    send("touchMove", List.of(places));
  }

  /** Lifts all fingers. */
  public void lift() {
    send("touchEnd", List.of());
  }

  /** Lifts the second of two fingers. */
  public void liftSecond(Place at) {
    dispatch("touchEnd", points(1, List.of(at)));
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
    dispatch(type, points(0, places));
  }

  /**
   * The fingers at places.
   *
   * @param first the number of the first of them
   */
  private static JsonArray points(int first, List<Place> places) {
    JsonArray points = new JsonArray();
    for (Place place : places) {
      JsonObject point = new JsonObject();
      point.addProperty("id", first + points.size());
      point.addProperty("x", place.x());
      point.addProperty("y", place.y());
      points.add(point);
    }
    return points;
  }

  private void dispatch(String type, JsonArray points) {
    JsonObject event = new JsonObject();
    event.addProperty("type", type);
    event.add("touchPoints", points);
    devtools.send("Input.dispatchTouchEvent", event);
  }
}
