package org.sallyport.portal.studies.reports.content;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Finds loops in a report: an item may refer to another one by position, but not so that following
 * both children and references leads back to it (PS3.3 section C.17.3.2.5).
 */
final class ReferenceLoops {
  private final Map<String, List<String>> next = new HashMap<>();
  private final Map<String, Integer> before = new HashMap<>();
  private boolean refers;

  private ReferenceLoops() {}

  static boolean isIn(ContentItem root) {
    ReferenceLoops loops = new ReferenceLoops();
    loops.collect(root);
    return loops.refers && loops.sorted() < loops.next.size();
  }

  private void collect(ContentItem root) {
    Deque<ContentItem> open = new ArrayDeque<>(List.of(root));
    while (!open.isEmpty()) {
      ContentItem item = open.pop();
      refers |= item.target() != null;
      next.put(item.position(), followers(item));
      item.children().forEach(open::push);
    }
    next.values().forEach(all -> all.forEach(to -> before.merge(to, 1, Integer::sum)));
  }

  private static List<String> followers(ContentItem item) {
    Stream<String> children = item.children().stream().map(ContentItem::position);
    return Stream.concat(children, Stream.ofNullable(item.target())).toList();
  }

  /** How many items can be put in an order without a loop (Kahn's algorithm). */
  private int sorted() {
    Deque<String> free = new ArrayDeque<>();
    next.keySet().stream().filter(it -> !before.containsKey(it)).forEach(free::push);
    int sorted = 0;
    while (!free.isEmpty()) {
      sorted++;
      for (String to : next.getOrDefault(free.pop(), List.of())) {
        if (before.merge(to, -1, Integer::sum) == 0 && next.containsKey(to)) {
          free.push(to);
        }
      }
    }
    return sorted;
  }
}
