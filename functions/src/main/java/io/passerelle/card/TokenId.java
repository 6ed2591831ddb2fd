package io.passerelle.card;

import io.passerelle.payment.Mode;
import io.passerelle.payment.SiteId;

/// A token's name: the company whose shops share it, its mode, and the token as the gateway writes
/// it. Companies may choose tokens, so that two of them may have the same.
public record TokenId(String company, Mode mode, String token) {

  private static final int SHOWN = 8;

  public TokenId {
    if (company.isEmpty() || !isValid(token)) {
      throw new IllegalArgumentException("a company and a token of 1 to 50 characters");
    }
  }

  /// A shop that names no company is one by itself.
  public static TokenId of(String company, SiteId siteId, Mode mode, String token) {
    return new TokenId(company.isBlank() ? siteId.value() : company.strip(), mode, token);
  }

  public static boolean isValid(String token) {
    return token.matches("[!-~&&[^|]]{1,50}");
  }

  /// Its beginning: enough to find it in the gateway's back office, too little to pay with.
  public String shown() {
    return token.length() <= SHOWN ? token : token.substring(0, SHOWN) + "…";
  }

  @Override
  public String toString() {
    return mode + "/" + shown();
  }
}
