package org.sallyport.gate.delivery.routes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * In which order routes are asked to take a message: those that work, then those that name the
 * destination most closely, then the cheapest. Those that are alike take turns by their weight.
 */
final class RouteOrder {
  /** How far each route is behind its share, by name. Routes of different groups do not mix. */
  private final Map<String, Integer> credits = new HashMap<>();

  /**
   * A route that takes messages to a destination.
   *
   * @param isOpen whether it works, as far as is known
   */
  record Candidate(Route route, int closeness, boolean isOpen) {
    private static final Comparator<Candidate> BEST =
        Comparator.comparing(Candidate::isOpen, Comparator.reverseOrder())
            .thenComparing(Candidate::closeness, Comparator.reverseOrder())
            .thenComparing(it -> it.route().terms(), RouteTerms::comparePrice);

    private int weight() {
      return route.terms().weight();
    }

    private String name() {
      return route.terms().name();
    }
  }

  List<Route> of(Collection<Candidate> candidates) {
    List<Candidate> sorted = candidates.stream().sorted(Candidate.BEST).toList();
    if (sorted.isEmpty()) {
      return List.of();
    }
    List<Candidate> alike =
        sorted.stream()
            .filter(it -> Candidate.BEST.compare(it, sorted.getFirst()) == 0)
            .collect(Collectors.toCollection(ArrayList::new));
    Candidate first = alike.size() == 1 ? alike.getFirst() : inTurn(alike);
    List<Route> order = new ArrayList<>();
    order.add(first.route());
    sorted.stream()
        .filter(it -> !it.name().equals(first.name()))
        .map(Candidate::route)
        .forEach(order::add);
    return order;
  }

  /** Each gains its weight; the one with the most is taken, and pays for all. */
  private synchronized Candidate inTurn(List<Candidate> alike) {
    alike.forEach(it -> credits.merge(it.name(), it.weight(), Integer::sum));
    Candidate first =
        alike.stream()
            .max(Comparator.comparingInt(it -> credits.getOrDefault(it.name(), 0)))
            .orElseThrow();
    int all = alike.stream().mapToInt(Candidate::weight).sum();
    credits.merge(first.name(), -all, Integer::sum);
    return first;
  }
}
