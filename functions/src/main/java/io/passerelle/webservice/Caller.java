package io.passerelle.webservice;

import io.passerelle.payment.Mode;
import io.passerelle.shop.Shop;

/// Who calls: a shop in the mode that its password stands for.
record Caller(Shop shop, Mode mode) {}
