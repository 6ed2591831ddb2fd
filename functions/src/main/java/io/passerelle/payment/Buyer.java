package io.passerelle.payment;

/// Who pays: texts as the shop told them, empty where it told none. `language` is the visitor's, as
/// the shop writes it (`pt-BR`). What it prints holds nothing of it.
public record Buyer(
    String id,
    String email,
    String phone,
    String language,
    String sourceAddress,
    Address billing,
    Address shipping) {

  public Buyer {
    email = CardNumbers.hidden(email);
  }

  public static Buyer unknown() {
    return new Buyer("", "", "", "", "", Address.none(), Address.none());
  }

  @Override
  public String toString() {
    return "***";
  }
}
