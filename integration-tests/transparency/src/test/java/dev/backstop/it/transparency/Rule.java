/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.transparency;

/** A class of tests about one rule; JUnit makes one for each container. */
@InEachContainer
abstract class Rule {
    final Pair servers;

    Rule(Pair servers) {
        this.servers = servers;
    }
}
