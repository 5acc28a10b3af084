package org.sallyport.gate.secondfactor.view;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.delivery.Delivery;
import org.sallyport.gate.secondfactor.Prompt;
import org.sallyport.platform.messages.Messages;

/**
 * What a page says of the delivery of a message (rules 7, 11).
 *
 * @param fate what became of it
 * @param trouble what is wrong with it, as sentences about a code; null if nothing is
 */
public record DeliveryWords(Prompt.Fate fate, @Nullable String trouble) {

  public static DeliveryWords of(Delivery delivery) {
    return switch (delivery) {
      case Delivery.OnItsWay onItsWay -> waiting(onItsWay.trouble());
      case Delivery.HandedOver _ -> well(Prompt.Fate.ACCEPTED);
      case Delivery.Delayed _ ->
          new DeliveryWords(Prompt.Fate.DELAYED, Messages.text("prompt.delivery.delayed"));
      case Delivery.Relayed _ -> well(Prompt.Fate.RELAYED);
      case Delivery.Delivered _ -> well(Prompt.Fate.DELIVERED);
      case Delivery.Failed failed ->
          new DeliveryWords(
              Prompt.Fate.FAILED, Messages.text("prompt.delivery.failed", failed.reason()));
      case Delivery.Unknown _ ->
          new DeliveryWords(Prompt.Fate.UNKNOWN, Messages.text("prompt.delivery.unknown"));
    };
  }

  private static DeliveryWords waiting(@Nullable String trouble) {
    return new DeliveryWords(
        Prompt.Fate.WAITING,
        trouble == null ? null : Messages.text("prompt.delivery.retried", trouble));
  }

  private static DeliveryWords well(Prompt.Fate fate) {
    return new DeliveryWords(fate, null);
  }

  /** For example "Delivered". */
  public String status() {
    return Messages.text("prompt.status." + fate.name().toLowerCase(Locale.ROOT));
  }

  /** How grave it is: "waiting", "unknown" or "failed". */
  public String kind() {
    return switch (fate) {
      case WAITING, ACCEPTED, DELAYED, RELAYED, DELIVERED -> PromptView.Trouble.WAITING;
      case FAILED -> "failed";
      case UNKNOWN -> "unknown";
    };
  }

  /** Whether another message is the next step. */
  public boolean isLost() {
    return fate == Prompt.Fate.FAILED || fate == Prompt.Fate.UNKNOWN;
  }

  /** Whether nothing more is to be heard of it. */
  public boolean isLast() {
    return fate.isFinal();
  }
}
