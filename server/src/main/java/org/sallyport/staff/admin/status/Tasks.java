package org.sallyport.staff.admin.status;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.messages.Messages;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.scheduling.config.ScheduledTask;
import org.springframework.scheduling.config.ScheduledTaskHolder;
import org.springframework.scheduling.config.TaskExecutionOutcome;
import org.springframework.stereotype.Component;

/** The background tasks of this node and how their last run went. */
@Component
@RequiredArgsConstructor
class Tasks {
  private static final String PRODUCT = "org.sallyport.";

  private final ObjectProvider<ScheduledTaskHolder> holders;

  /** The tasks by name, those whose last run failed first. */
  List<TaskLine> ofThisNode(ZoneId zone) {
    return holders
        .orderedStream()
        .flatMap(holder -> holder.getScheduledTasks().stream())
        .filter(task -> task.toString().startsWith(PRODUCT))
        .map(task -> task(task, zone))
        .sorted(
            Comparator.comparing((TaskLine task) -> task.failure() == null)
                .thenComparing(TaskLine::name))
        .toList();
  }

  private static TaskLine task(ScheduledTask task, ZoneId zone) {
    TaskExecutionOutcome last = task.getTask().getLastExecutionOutcome();
    Instant at = last.executionTime();
    Throwable failure = last.throwable();
    return new TaskLine(
        name(task.toString()),
        last.status().name().toLowerCase(Locale.ROOT),
        at == null ? null : at.atZone(zone),
        failure == null ? null : failure.getClass().getSimpleName());
  }

  /** What "org.sallyport.platform.retention.RetentionJob.run" does, in words. */
  private static String name(String method) {
    int end = method.lastIndexOf('.');
    int begin = method.lastIndexOf('.', end - 1);
    String task = method.substring(begin + 1);
    return Messages.textOr("staff.state.task-name." + task, task);
  }
}
