package io.passerelle.gateway;

import io.passerelle.payment.TransactionState;
import java.util.HashMap;
import java.util.Map;

/// The gateway's status words, the same in `vads_trans_status` and in the REST API's
/// `detailedStatus`, and the states that they name.
public final class StatusWords {

  private static final Map<String, TransactionState> STATES = states();

  private StatusWords() {}

  /// The state that a word names; [TransactionState#UNKNOWN] for any other word.
  public static TransactionState state(String word) {
    return STATES.getOrDefault(word, TransactionState.UNKNOWN);
  }

  private static Map<String, TransactionState> states() {
    Map<String, TransactionState> states = new HashMap<>();
    for (TransactionState state : TransactionState.values()) {
      states.put(state.name(), state);
    }
    // The spelling of the form guide of 2015; both occur.
    states.put("CANCELED", TransactionState.CANCELLED);
    return Map.copyOf(states);
  }
}
