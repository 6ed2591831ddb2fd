/// Calling outside URLs: the sender of `delivery`, over sockets that are dialled here.
///
/// A name is resolved once, all its addresses are vetted, and the vetted ones are dialled; TLS is
/// verified, time and size are limited, and nothing is followed, retried, kept or inflated. Knows
/// `delivery` and HTTP/1.1 (httpcore5), and no rule, shop or payment.
@NullMarked
package io.passerelle.delivery.http;

import org.jspecify.annotations.NullMarked;
