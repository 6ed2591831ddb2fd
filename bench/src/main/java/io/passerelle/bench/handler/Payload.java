package io.passerelle.bench.handler;

/// Documents as long as those that the notification function writes.
final class Payload {

  static final String ORDER =
      """
      {"mode":"PRODUCTION","amount":{"minorUnits":12500,"currency":"EUR"},"state":"PAID",\
      "startedHere":true,"createdAt":"2026-01-15T10:07:00.123456Z","starts":[{"day":"2026-01-15",\
      "transactionId":"a1b2c3","amount":{"minorUnits":12500,"currency":"EUR"},\
      "at":"2026-01-15T10:07:00.123456Z"}],"transactions":[{"key":"d83e4f1c5b2a47cfa0c2d5e6f7a8b9c0",\
      "day":"2026-01-15","transactionId":"a1b2c3","operation":"DEBIT","sequence":1,\
      "state":"AUTHORISED","effective":{"minorUnits":12500,"currency":"EUR"}}],"flags":[]}\
      """;

  static final String DELIVERY =
      """
      {"rule":"END_OF_PAYMENT","label":"End of payment","target":"PLATFORM",\
      "event":"2026-01-15T10:08:00.123456789Z#2N#2","replay":true,"state":"PENDING",\
      "url":"https://shop.example.com/payment/lyra/ipn","claims":0,\
      "due":"2026-01-15T10:08:00.123456789Z","attempts":[]}\
      """;

  static final String HISTORY =
      """
      {"at":"2026-01-15T10:08:00.123456789Z","operation":"Notification received",\
      "origin":"E_COMMERCE","info":"AUTHORISED, kind=END_OF_PAYMENT, operation=DEBIT, \
      amount=125.00 EUR, response=OK-Accepted payment, order has been updated.",\
      "format":"FORM","sealed":\"\
      """;

  private Payload() {}
}
