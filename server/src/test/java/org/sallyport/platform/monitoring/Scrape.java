package org.sallyport.platform.monitoring;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sallyport.testing.Browser;

/** What a running server answers to Prometheus. */
final class Scrape {
  private static final Pattern LINE = Pattern.compile("(\\w+)(?:\\{(.*)\\})? (\\S+)");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  private final List<Sample> samples;

  /** One line. */
  record Sample(String name, Map<String, String> labels, double value) {}

  private Scrape(List<Sample> samples) {
    this.samples = samples;
  }

  static Scrape of(int managementPort) {
    Browser watcher = new Browser(managementPort);
    Browser.Page page =
        watcher.send(
            watcher.request("/actuator/prometheus").setHeader("Accept", "text/plain").build());
    return new Scrape(
        page.body().lines().filter(line -> !line.startsWith("#")).map(Scrape::sample).toList());
  }

  private static Sample sample(String line) {
    var found = LINE.matcher(line);
    if (!found.matches()) {
      throw new IllegalStateException(line);
    }
    Map<String, String> labels = new TreeMap<>();
    if (found.group(2) != null) {
      LABEL.matcher(found.group(2)).results().forEach(it -> labels.put(it.group(1), it.group(2)));
    }
    return new Sample(found.group(1), labels, Double.parseDouble(found.group(3)));
  }

  List<Sample> own() {
    return samples.stream().filter(it -> it.name().startsWith("sallyport_")).toList();
  }

  List<String> names() {
    return samples.stream().map(Sample::name).distinct().toList();
  }

  boolean has(String name, String label, String value) {
    return samples.stream().anyMatch(it -> it.name().equals(name) && has(it, label, value));
  }

  /** The sum of the samples with this name and these labels, given as name and value in turn. */
  double sum(String name, String... labels) {
    return samples.stream()
        .filter(it -> it.name().equals(name) && has(it, labels))
        .collect(Collectors.summingDouble(Sample::value));
  }

  private static boolean has(Sample sample, String... labels) {
    for (int i = 0; i < labels.length; i += 2) {
      if (!labels[i + 1].equals(sample.labels().get(labels[i]))) {
        return false;
      }
    }
    return true;
  }
}
