package io.passerelle.function;

import io.passerelle.desk.Carrier;
import io.passerelle.paymentorder.Channel;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// By which channels this deployment reaches buyers.
final class Carriers {

  private Carriers() {}

  /// WhatsApp is one of them where somebody carries it.
  static Set<Channel> of(Optional<Carrier> whatsApp) {
    Set<Channel> channels = EnumSet.allOf(Channel.class);
    if (whatsApp.isEmpty()) {
      channels.remove(Channel.WHATSAPP);
    }
    return channels;
  }
}
