package org.sallyport.gate.secondfactor.otp.simswap;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.delivery.Channel;
import org.sallyport.gate.delivery.Message;
import org.sallyport.gate.delivery.MessageCheck;
import org.sallyport.gate.delivery.Priority;
import org.sallyport.gate.delivery.StoredText;
import org.sallyport.gate.delivery.risk.NumberRisk;
import org.sallyport.gate.delivery.risk.SimState;
import org.sallyport.platform.ids.MessageId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Asks whether the SIM of the number changed, before a code leaves that is a second factor. It is
 * asked by the outbox, not while the account's row is held: the service may take seconds. A number
 * that is only being checked is not asked about: its SIM may well be new.
 */
@Component
class SimSwapCheck implements MessageCheck {
  private static final Logger LOG = LoggerFactory.getLogger(SimSwapCheck.class);

  private final @Nullable NumberRisk risk;
  private final SimSwapStore store;
  private final SimSwaps swaps;

  SimSwapCheck(ObjectProvider<NumberRisk> risk, SimSwapStore store, SimSwaps swaps) {
    this.risk = risk.getIfAvailable();
    this.store = store;
    this.swaps = swaps;
  }

  @Override
  public Optional<String> refusal(MessageId id, Message message) {
    NumberRisk service = risk;
    return service == null || message.priority() != Priority.CODE
        ? Optional.empty()
        : store.codeOf(id).flatMap(code -> refusal(code, message, service.of(message.to())));
  }

  /** The code is not sent in any case; what is not kept now is found again with the next one. */
  private void keep(SimSwapStore.CodeOf code, String number, SimState.Changed changed) {
    try {
      swaps.found(code, number, changed);
    } catch (DataAccessException | TransactionException e) {
      LOG.warn("that a SIM changed could not be kept: {}", e.toString());
    }
  }

  private Optional<String> refusal(SimSwapStore.CodeOf code, Message message, SimState state) {
    boolean isCall = message.channel() == Channel.VOICE;
    return switch (state) {
      case SimState.Unchanged(), SimState.NotCovered() -> Optional.empty();
      case SimState.Unanswered unanswered ->
          unanswered.isSent()
              ? Optional.empty()
              : Optional.of(
                  StoredText.of(
                      isCall ? "delivery.voice.sim-unknown" : "delivery.sms.sim-unknown"));
      case SimState.Changed changed -> {
        keep(code, message.to(), changed);
        yield Optional.of(
            StoredText.of(isCall ? "delivery.voice.sim-changed" : "delivery.sms.sim-changed"));
      }
    };
  }
}
