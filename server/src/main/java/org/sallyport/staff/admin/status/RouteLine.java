package org.sallyport.staff.admin.status;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.delivery.routes.RouteReport;

/**
 * A route as text.
 *
 * @param cost in the currency of the prices; null if there is none
 * @param failingSince since when others are asked before it; null if it works
 * @param why it fails; empty if it works
 */
public record RouteLine(
    String channel,
    String name,
    int messages,
    int takenOver,
    @Nullable BigDecimal cost,
    @Nullable ZonedDateTime failingSince,
    String why) {

  static RouteLine of(RouteReport report, ZoneId zone) {
    return new RouteLine(
        MessageLine.channel(report.channel()),
        report.name(),
        report.messages(),
        report.takenOver(),
        report.cost().signum() == 0 ? null : report.cost().setScale(2, RoundingMode.UP),
        report.failingSince() == null ? null : report.failingSince().atZone(zone),
        report.reason() == null ? "" : report.reason());
  }
}
