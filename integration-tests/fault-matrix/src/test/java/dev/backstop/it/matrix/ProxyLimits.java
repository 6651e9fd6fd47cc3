/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.matrix;

/** How large a header block a proxy takes. */
enum ProxyLimits {
    /** As the example configurations recommend. */
    RAISED,
    /** As the proxies come. */
    STOCK
}
