/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.bookshop.faults;

import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How a test looks at a gate, and opens it. */
@RestController
@RequestMapping("/gates/{name}")
class GateController {
    private final Gates gates;

    GateController(Gates gates) {
        this.gates = gates;
    }

    @GetMapping
    Map<String, Object> look(@PathVariable String name) {
        Gate gate = gates.named(name);
        return Map.of("waiting", gate.waiting(), "outcome", gate.outcome());
    }

    @PostMapping
    void open(@PathVariable String name) {
        gates.named(name).open();
    }
}
