package io.passerelle.gateway;

/// What a payment form may say of its buyer, where a page asks for it.
public enum CustomerField {
  FIRST_NAME("vads_cust_first_name"),
  LAST_NAME("vads_cust_last_name"),
  EMAIL("vads_cust_email"),
  PHONE("vads_cust_phone"),
  ADDRESS("vads_cust_address"),
  ZIP("vads_cust_zip"),
  CITY("vads_cust_city"),
  COUNTRY("vads_cust_country");

  private final String field;

  CustomerField(String field) {
    this.field = field;
  }

  /// Whether anything of a value is left once it is made to fit.
  public boolean takes(String value) {
    return !FieldFormats.fitted(field, value).isEmpty();
  }
}
