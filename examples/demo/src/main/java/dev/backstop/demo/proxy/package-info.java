/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The reverse proxies between the clients and the shop: one inside the demo, which needs no installation, and nginx.
 *
 * <p>Both hand on a well-formed response as it is, and make a page of their own only where there is none. Neither knows
 * the shop, Backstop or each other.
 */
@NullMarked
package dev.backstop.demo.proxy;

import org.jspecify.annotations.NullMarked;
