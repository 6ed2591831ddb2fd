package io.passerelle.gateway;

import java.util.List;

/// What a web service answered.
public sealed interface ServiceAnswer {

  /// The transactions, the oldest first.
  record Found(List<ToldTransaction> transactions) implements ServiceAnswer {

    public Found {
      transactions = List.copyOf(transactions);
    }
  }

  /// `code` is the gateway's own (`PSP_010`), or one word where there was none.
  record Failed(ServiceTrouble trouble, String code) implements ServiceAnswer {}
}
