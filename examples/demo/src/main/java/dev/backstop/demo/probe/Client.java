/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.demo.probe;

import java.util.Locale;

/** Who asks: each says by its {@code Accept} field what it can read. */
public enum Client {
    VISITOR("text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"),
    API("application/json");

    private final String accept;

    Client(String accept) {
        this.accept = accept;
    }

    public String accept() {
        return accept;
    }

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
