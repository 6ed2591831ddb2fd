package io.passerelle.gateway;

/// What a refused signature differs in, found by trying what goes wrong in practice. None of them
/// says anything of a key but which one it is.
public enum Difference {
  NO_SIGNATURE,
  /// Neither Base64 nor hexadecimal of a length that a signature has.
  NOT_A_SIGNATURE,
  /// There is no key to verify with.
  NO_KEY,
  /// Signed with SHA-1 where HMAC-SHA-256 is set, or the reverse.
  OTHER_ALGORITHM,
  /// Signed with the key of the other mode.
  OTHER_MODE,
  /// Signed with a key that was replaced and is not accepted any more.
  REPLACED_KEY,
  /// An answer signed with the key of browser returns.
  RETURN_KEY,
  /// Genuine, and of another shop than it says.
  OTHER_SHOP,
  /// Hexadecimal where Base64 is due, or the reverse, or in capitals.
  OTHER_ENCODING,
  /// The `+` of the signature was not encoded, and came as a space.
  PLUS_IN_SIGNATURE,
  /// White space around the signature or the values was added or taken away.
  SPACES,
  LATIN_1,
  /// The `+` of a value was not encoded or not decoded.
  PLUS_IN_VALUE,
  HTML_ESCAPED,
  /// Slashes were escaped or unescaped after signing.
  SLASHES,
  /// Written anew after signing: encoded twice or not at all, other line breaks, other JSON.
  RE_ENCODED,
  /// Signed in another order than that of the names.
  OTHER_ORDER,
  /// A field came that was not signed.
  FIELD_ADDED,
  /// A field was signed empty, and came with a value.
  FIELD_FILLED,
  /// An empty field was signed that did not come.
  EMPTY_FIELD_MISSING,
  /// None of what was tried: another key, a value that was changed, or no signature of the gateway.
  UNKNOWN
}
