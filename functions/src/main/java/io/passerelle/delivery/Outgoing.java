package io.passerelle.delivery;

import java.util.Map;

/// A request to an outside URL: always a POST, of these bytes as they stand.
public record Outgoing(String url, String contentType, byte[] body, Map<String, String> headers) {}
