/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.bookshop.faults;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The gates by their names. */
@Component
public class Gates {
    private final Map<String, Gate> gates = new ConcurrentHashMap<>();

    /** The one of this name; closed, when it is asked for the first time. */
    public Gate named(String name) {
        return gates.computeIfAbsent(name, unused -> new Gate());
    }
}
